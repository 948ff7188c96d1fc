// What a link holds, sent and opened again, and what becomes of a broken one.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { close, launch, openSettled, settled } from "./browser.js";
import { serveSite } from "./site.js";
import { words } from "./words.js";

let site, browser;
before(async () => {
  [site, browser] = await Promise.all([serveSite(), launch()]);
});
after(async () => {
  await browser.close();
  site.close();
});

const digest = (page) => page.locator(".digest").textContent();
const clock = (page) => page.locator(".clock").textContent();

test("a link that is sent opens as the same run at the same instant", async () => {
  const context = { permissions: ["clipboard-read", "clipboard-write"] };
  const page = await openSettled(browser, `${site.address}/#s=promotion.2&t=100s`, context);
  const slider = page.getByRole("slider", { name: words("en", "reserved-of", { function: "checkout" }) });
  await slider.fill("600");
  await page.locator("h1", { hasText: "600" }).waitFor();
  await settled(page);
  await page.getByRole("button", { name: words("en", "share") }).click();
  await page.getByText(words("en", "share-done")).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const sent = [await digest(page), await clock(page)];
  await close(page);
  const opened = await openSettled(browser, link);
  assert.deepEqual([await digest(opened), await clock(opened)], sent);
  await close(opened);
});

test("the address follows what is changed, without new entries in the history", async () => {
  const page = await openSettled(browser, `${site.address}/#s=steady.1`);
  const entries = await page.evaluate(() => history.length);
  await page.getByRole("slider", { name: words("en", "setting-account-limit") }).fill("2000");
  await page.waitForURL(/a\.ce=2000/);
  assert.equal(await page.evaluate(() => history.length), entries);
  await close(page);
});

for (const language of ["en", "ko"]) {
  test(`a broken link opens, says what it left out and keeps the rest (${language})`, async () => {
    const link = "#s=promotion.2&f.checkout.rc=600&f.checkout.rc2=1&a.ce=many&nonsense&t=100s";
    const page = await openSettled(browser, `${site.address}/?lang=${language}${link}`);
    const notices = await page.locator(".notices").textContent();
    for (const said of ["f.checkout.rc2", "a.ce", "many"]) {
      assert.ok(notices.includes(said), `${said} is not in: ${notices}`);
    }
    assert.match(await page.locator("h1").textContent(), /600/);
    assert.match(await clock(page), /^1:40/);
    await close(page);
  });
}
