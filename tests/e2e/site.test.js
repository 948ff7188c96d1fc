// The site as it is delivered: its policy, what it loads, and what a visitor sees where something does not arrive.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { close, launch, open, openSettled, painted, settled } from "./browser.js";
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

test("the policy allows no script inside the page, and the page runs under it", async () => {
  const page = await openSettled(browser, site.address);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  const scripts = policy.split("; ").find((directive) => directive.startsWith("script-src"));
  assert.equal(scripts, "script-src 'self' 'wasm-unsafe-eval'");
  assert.match(policy, /^default-src 'none'/);
  const inserted = await page.evaluate(() => {
    const refused = new Promise((done) => addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective)));
    document.body.append(Object.assign(document.createElement("script"), { textContent: "window.intruded = true" }));
    return refused;
  });
  assert.equal(inserted, "script-src-elem");
  assert.equal(await page.evaluate(() => window.intruded), undefined);
  page.complaints = page.complaints.filter((complaint) => !complaint.includes("inline script"));
  await close(page);
});

test("playing, editing and switching puts nothing on the console and asks no other host", async () => {
  const page = await openSettled(browser, site.address);
  await page.getByRole("button", { name: words("en", "play"), exact: true }).click();
  await page.getByRole("button", { name: words("en", "pause"), exact: true }).click();
  const scenarios = await page.getByRole("combobox", { name: words("en", "scenario") }).locator("option").evaluateAll((all) => all.map((option) => option.value));
  for (const scenario of scenarios) {
    await page.getByRole("combobox", { name: words("en", "scenario") }).selectOption(scenario);
    await settled(page);
  }
  await page.getByRole("button", { name: "한국어" }).click();
  await page.getByRole("button", { name: words("ko", "theme-dark") }).click();
  await painted(page);
  await close(page);
});

test("nothing moves before Play", async () => {
  const page = await openSettled(browser, site.address);
  // The charts learn their size as they appear, and are drawn in the frame after.
  await painted(page);
  // Thirty frames are far more than a page needs that begins by itself.
  const changes = await page.evaluate(async () => {
    let changes = 0;
    const observer = new MutationObserver((records) => (changes += records.length));
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    for (let frame = 0; frame < 30; frame += 1) {
      await new Promise((done) => requestAnimationFrame(done));
    }
    return [changes, document.getAnimations().length];
  });
  assert.deepEqual(changes, [0, 0]);
  await close(page);
});

test("with reduced motion nothing is animated while playing", async () => {
  const page = await openSettled(browser, site.address, { reducedMotion: "reduce" });
  await page.getByRole("button", { name: words("en", "play"), exact: true }).click();
  const animations = await page.evaluate(async () => {
    let most = 0;
    for (let frame = 0; frame < 30; frame += 1) {
      await new Promise((done) => requestAnimationFrame(done));
      most = Math.max(most, document.getAnimations().length);
    }
    return most;
  });
  assert.equal(animations, 0);
  await close(page);
});

const FAILED = [/could not be started/, /시작하지 못했습니다/];

// The page says in both languages that it could not start.
async function fails(page) {
  const failed = page.getByRole("alert");
  await failed.waitFor();
  for (const text of FAILED) {
    assert.match(await failed.textContent(), text);
  }
  return failed;
}

for (const missing of ["_bg.wasm", "playground-"]) {
  test(`where ${missing} does not arrive the page says so and reloads when asked`, async () => {
    site.missing.push(missing);
    const page = await open(browser, site.address);
    const failed = await fails(page);
    site.missing.pop();
    await failed.getByRole("button").click();
    await settled(page);
    assert.ok(await failed.isHidden());
    // The browser itself reports the missing file.
    page.complaints = page.complaints.filter((complaint) => !complaint.includes("404"));
    await close(page);
  });
}

test("where the wasm arrives broken the page says so", async () => {
  const context = await browser.newContext();
  await context.route("**/*.wasm", (route) => route.fulfill({ contentType: "application/wasm", body: "not what was built" }));
  const page = await context.newPage();
  await page.goto(site.address);
  await fails(page);
  await context.close();
});

test("in a browser without WebAssembly the page says so", async () => {
  const context = await browser.newContext();
  await context.addInitScript(() => delete globalThis.WebAssembly);
  const page = await context.newPage();
  await page.goto(site.address);
  await fails(page);
  await context.close();
});

test("in a browser without modules the page says so", async () => {
  const context = await browser.newContext();
  await context.addInitScript(() => delete HTMLScriptElement.prototype.noModule);
  const page = await context.newPage();
  await page.goto(site.address);
  await fails(page);
  assert.equal(await page.locator(".transport").count(), 0, "nothing starts behind the message");
  await context.close();
});

test("in a browser that cannot read how modules are loaded the page says so", async () => {
  const context = await browser.newContext();
  await context.route("**/load.js", (route) => route.fulfill({ contentType: "text/javascript", body: "import (" }));
  const page = await context.newPage();
  await page.goto(site.address);
  await fails(page);
  await context.close();
});

test("where history, storage and clipboard are refused the page works", async () => {
  const context = await browser.newContext();
  await context.addInitScript(() => {
    const refuse = () => {
      throw new DOMException("refused", "SecurityError");
    };
    history.replaceState = refuse;
    history.pushState = refuse;
    navigator.clipboard.writeText = async () => refuse();
    Object.defineProperty(globalThis, "localStorage", { get: refuse });
    Object.defineProperty(globalThis, "sessionStorage", { get: refuse });
  });
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(site.address);
  await settled(page);
  await page.getByRole("button", { name: "한국어" }).click();
  await page.getByRole("slider", { name: words("ko", "setting-account-limit") }).fill("2000");
  await settled(page);
  // The link in the address cannot follow; the one that is copied does.
  await page.getByRole("button", { name: words("ko", "share") }).click();
  const link = page.getByRole("textbox", { name: words("ko", "share-by-hand") });
  assert.match(await link.inputValue(), /a\.ce=2000/);
  assert.deepEqual(errors, []);
  await context.close();
});

test("without JavaScript the page says what it needs, in both languages", async () => {
  const page = await open(browser, site.address, { javaScriptEnabled: false });
  const text = await page.locator("noscript").first().textContent();
  assert.match(text, /WebAssembly/);
  assert.match(text, /필요합니다/);
  await close(page);
});
