// The lesson's story, as a visitor lives it: watched, predicted, repaired; with the mouse, and with the keyboard alone; in
// both languages.

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

const LANGUAGES = [
  ["en", "English"],
  ["ko", "Korean"],
];

// Operates the page with a pointer.
const mouse = {
  press: (page, name) => page.getByRole("button", { name, exact: true }).click(),
  set: async (page, name, value) => {
    const field = page.getByRole("textbox", { name, exact: true });
    await field.click();
    await field.fill(value);
    await page.locator("h1").click();
  },
};

// Operates the page with nothing but keys.
const keyboard = {
  press: async (page, name) => {
    await reach(page, page.getByRole("button", { name, exact: true }));
    await page.keyboard.press("Enter");
  },
  set: async (page, name, value) => {
    await reach(page, page.getByRole("textbox", { name, exact: true }));
    await page.keyboard.press("Control+A");
    await page.keyboard.type(value);
    await page.keyboard.press("Enter");
  },
};

// More stops than the page has.
const STOPS_MAX = 400;

// Presses Tab until this control has the focus.
async function reach(page, control) {
  const target = await control.elementHandle();
  for (let stop = 0; stop < STOPS_MAX; stop += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press("Tab");
  }
  assert.fail(`the keyboard does not reach ${control}`);
}

// Types into the field that has the focus, key by key, and takes it: what was typed stays there meanwhile.
async function typed(page, field, value) {
  await page.keyboard.type(value, { delay: 60 });
  assert.equal(await field.inputValue(), value);
  await page.keyboard.press("Enter");
  await settled(page);
  assert.equal(await field.inputValue(), value);
}

const sentence = (page) => page.locator("h1");
const prediction = (page) => page.locator(".prediction");
// The beginning of a sentence, up to its first number.
const beginning = (text) => new RegExp(`^${text.split("{")[0]}`);

for (const [language, spoken] of LANGUAGES) {
  test(`the page opens at the incident and says why, in ${spoken}`, async () => {
    const page = await openSettled(browser, `${site.address}/?lang=${language}`);
    const text = await sentence(page).textContent();
    assert.match(text, /checkout/);
    assert.match(text, /1,000/);
    assert.equal(await page.locator("html").getAttribute("lang"), language);
    await close(page);
  });

  for (const [how, person] of Object.entries({ mouse, keyboard })) {
    test(`the incident is predicted and watched with the ${how}, in ${spoken}`, async () => {
      const page = await openSettled(browser, `${site.address}/?lang=${language}`);
      await person.press(page, words(language, "predict-first"));
      assert.match(await page.locator(".clock").textContent(), /^0:00/);
      await person.press(page, words(language, "choice-everybody", { count: "4" }));
      await person.press(page, words(language, "play"));
      // Settled by the run itself, as soon as the last function's first throttle has been watched.
      await prediction(page).locator(".said").waitFor({ timeout: 60_000 });
      assert.match(await prediction(page).locator(".said").textContent(), beginning(words(language, "predicted-right", { shown: "{" })));
      await person.press(page, words(language, "pause"));
      // Before the end: it was settled on the way. How far it is by now depends on the machine.
      assert.match(await page.locator(".clock").textContent(), /^[1-5]:/);
      assert.match(await sentence(page).textContent(), /checkout/);
      await close(page);
    });

    test(`one reservation repairs the incident, made with the ${how}, in ${spoken}`, async () => {
      const page = await openSettled(browser, `${site.address}/?lang=${language}`);
      const before = await sentence(page).textContent();
      await person.press(page, words(language, "reserve-for", { function: "checkout" }));
      // What is reserved first stands in a field that has the focus: typing replaces it.
      const field = page.getByRole("textbox", { name: words(language, "reservation-of", { function: "checkout" }), exact: true });
      await field.and(page.locator(":focus")).waitFor();
      assert.equal(await field.inputValue(), "600");
      await typed(page, field, "400");
      await page.waitForURL(/f\.checkout\.rc=400/);
      await page.locator("h1", { hasText: "400" }).waitFor();
      await person.set(page, reservedNumber(language, "checkout"), "600");
      await page.locator("h1", { hasText: "600" }).waitFor();
      await settled(page);
      assert.notEqual(await sentence(page).textContent(), before);
      for (const other of ["catalog", "reports", "thumbnails"]) {
        const spared = words(language, "lane-label", { function: other, recent: "100", throttled: "0" });
        await page.getByText(spared).waitFor({ state: "attached" });
      }
      await page.waitForURL(/f\.checkout\.rc=600/);
      await close(page);
    });
  }

  test(`the maximum age of events is typed where the queue shows it, in ${spoken}`, async () => {
    const page = await openSettled(browser, `${site.address}/?lang=${language}`);
    const field = page.getByRole("textbox", { name: words(language, "queue-age-of", { function: "thumbnails" }) });
    await field.click();
    await typed(page, field, "120");
    await page.waitForURL(/f\.thumbnails\.[a-z]+=120/);
    await close(page);
  });

  test(`a number is typed while the run plays, in ${spoken}`, async () => {
    const page = await openSettled(browser, `${site.address}/?lang=${language}`);
    await page.getByRole("button", { name: words(language, "play"), exact: true }).click();
    const field = page.getByRole("textbox", { name: reservedNumber(language, "checkout"), exact: true });
    await field.click();
    await typed(page, field, "600");
    await page.waitForURL(/f\.checkout\.rc=600/);
    await close(page);
  });
}
