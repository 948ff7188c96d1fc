// What axe finds, in the states a visitor brings the page into; and what axe does not look for.

import { AxeBuilder } from "@axe-core/playwright";
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { close, launch, openSettled, settled } from "./browser.js";
import { serveSite } from "./site.js";
import { reservedNumber, words } from "./words.js";

let site, browser;
before(async () => {
  [site, browser] = await Promise.all([serveSite(), launch()]);
});
after(async () => {
  await browser.close();
  site.close();
});

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function inspect(page, state) {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
  assert.deepEqual(found, [], state);
  const nameless = await page.locator("canvas").evaluateAll((all) =>
    all.filter((canvas) => !canvas.closest("[aria-hidden=true]") && !(canvas.role === "img" && canvas.ariaLabel)).length,
  );
  assert.equal(nameless, 0, `${state}: a picture without a name`);
}

for (const language of ["en", "ko"]) {
  for (const theme of ["light", "dark"]) {
    test(`axe finds nothing at the start, playing, edited, with a mistake and predicting (${language}, ${theme})`, async () => {
      const page = await openSettled(browser, `${site.address}/?lang=${language}&theme=${theme}`);
      const press = (message) => page.getByRole("button", { name: words(language, message), exact: true }).click();
      await inspect(page, "at the start");
      await press("play");
      await inspect(page, "playing");
      await press("pause");
      const reserved = page.getByRole("textbox", { name: reservedNumber(language, "checkout"), exact: true });
      await reserved.fill("600");
      await reserved.press("Enter");
      await settled(page);
      await inspect(page, "edited");
      await reserved.fill("950");
      await reserved.press("Enter");
      await page.locator('[aria-invalid="true"]').first().waitFor();
      await inspect(page, "with a mistake");
      await press("predict-first");
      await inspect(page, "predicting");
      await close(page);
    });
  }
}

for (const scenario of ["uploads-1001.1", "failing-consumer.1", "spike.1", "burst-reservation.1"]) {
  test(`axe finds nothing in ${scenario} on a phone`, async () => {
    const phone = { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true };
    const page = await openSettled(browser, `${site.address}/#s=${scenario}`, phone);
    await inspect(page, scenario);
    await close(page);
  });
}
