// Scenes in a lesson of another host: what axe finds in them, how much room they need, what a low frame loses, the way out.

import { AxeBuilder } from "@axe-core/playwright";
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { close, launch, open, openSettled, painted, settled } from "./browser.js";
import { servePage, serveSite } from "./site.js";
import { words } from "./words.js";

const SCENE = "s=promotion.2&t=90s";
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let site, browser;
before(async () => {
  [site, browser] = await Promise.all([serveSite(), launch()]);
});
after(async () => {
  await browser.close();
  site.close();
});

const scene = (parameters = "", fragment = SCENE) => `${site.address}/?embed=1${parameters}#${fragment}`;

// A lesson with two scenes, each in one line.
const lesson = (parameters, theme) => `<!doctype html>
<html lang="en" style="color-scheme: ${theme}">
  <head>
    <meta name="viewport" content="width=device-width" />
    <title>A lesson</title>
  </head>
  <body>
    <main>
      <h1>A lesson</h1>
      <iframe title="Plain" width="720" height="560" src="${scene(parameters)}"></iframe>
      <iframe title="Without an origin" width="720" height="560" sandbox="allow-scripts" src="${scene(parameters)}"></iframe>
    </main>
  </body>
</html>`;

const FRAMES = ["Plain", "Without an origin"];

// Opens the lesson from a port of its own, and closes both.
async function withLesson(act, { language = "en", theme = "light", ...options } = {}) {
  const host = await servePage(lesson(`&lang=${language}&theme=${theme}`, theme));
  const page = await open(browser, host.address, { hosts: [site.address], ...options });
  try {
    for (const title of FRAMES) {
      await page.frameLocator(`iframe[title="${title}"]`).locator('main[aria-busy="false"]').waitFor();
    }
    await act(page, FRAMES.map((title) => page.frameLocator(`iframe[title="${title}"]`)));
    await close(page);
  } finally {
    host.close();
  }
}

test("the full version opens in the state of the scene", () =>
  withLesson(async (page, [scene]) => {
    await scene.getByRole("slider", { name: words("en", "label-reserved", { function: "checkout" }) }).fill("600");
    await scene.locator("h1", { hasText: "600" }).waitFor();
    const why = await scene.locator("h1").textContent();
    const [full] = await Promise.all([page.context().waitForEvent("page"), scene.getByRole("link").click()]);
    await settled(full);
    const address = new URL(full.url());
    assert.equal(address.origin, site.address);
    assert.equal(address.searchParams.get("embed"), null);
    assert.match(address.hash, /s=promotion\.2&f\.checkout\.rc=600&t=1m30s/);
    assert.equal(await full.locator("h1").textContent(), why);
    assert.ok(await full.locator(".foot").isVisible());
  }));

for (const language of ["en", "ko"]) {
  for (const theme of ["light", "dark"]) {
    test(`axe finds nothing in a lesson and in its scenes (${language}, ${theme})`, () =>
      withLesson(
        async (page, scenes) => {
          // Axe cannot see what shows through a frame: each scene gets the colour of the lesson around it.
          for (const scene of scenes) {
            await scene.locator("html").evaluate((root) => root.style.setProperty("background", "var(--paper)"));
          }
          // Landmarks are told apart by the titles of their frames, of which axe knows nothing; and it may add no styles here.
          const axe = new AxeBuilder({ page }).options({ preload: false }).withTags(TAGS).disableRules("landmark-unique");
          const { violations } = await axe.analyze();
          const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
          assert.deepEqual(found, []);
        },
        { language, theme },
      ));
  }

  test(`a scene fits into 720 x 560 without scrolling, and is not wider than 320 px (${language})`, async () => {
    for (const [width, height] of [[720, 560], [320, 1200]]) {
      const page = await openSettled(browser, scene(`&lang=${language}`), { viewport: { width, height } });
      await painted(page);
      const size = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]);
      assert.ok(size[0] <= width && (width === 320 || size[1] <= height), `${size} in ${width} x ${height}`);
      await close(page);
    }
  });
}

// What a frame that becomes lower and lower loses, in this order.
async function lostBy(page, parts) {
  const lost = [];
  for (let height = 560; 300 <= height; height -= 4) {
    await page.setViewportSize({ width: 720, height });
    for (const [part, selector] of Object.entries(parts)) {
      if (!lost.includes(part) && !(await page.locator(selector).first().isVisible())) {
        lost.push(part);
      }
    }
    assert.ok((await page.locator("h1").isVisible()) && (await page.locator(".house").isVisible()));
  }
  return lost;
}

const PARTS = { chart: ".chart", prediction: ".prediction", controls: ".limits" };

test("a low frame loses the chart, then the prediction, then the controls, never the sentence or the stage", async () => {
  const page = await openSettled(browser, scene(), { viewport: { width: 720, height: 560 } });
  assert.deepEqual(await lostBy(page, PARTS), ["chart", "prediction", "controls"]);
  await close(page);
});

test("a question that is asked is lost in no frame, and covers nothing where it is hidden", async () => {
  const asked = await openSettled(browser, scene("&predict=1"), { viewport: { width: 720, height: 560 } });
  assert.deepEqual(await lostBy(asked, PARTS), ["chart", "controls"]);
  await asked.setViewportSize({ width: 720, height: 400 });
  await asked.getByRole("button", { name: words("en", "choice-everybody", { count: "4" }) }).click();
  await asked.getByRole("button", { name: words("en", "predict-uncover") }).click();
  assert.equal(await asked.locator(".covered").count(), 0);
  await close(asked);

  const hidden = await openSettled(browser, scene("&predict=1&hide=prediction"));
  assert.equal(await hidden.locator(".covered").count(), 0);
  assert.match(await hidden.locator(".clock").textContent(), /^1:30/);
  await close(hidden);
});
