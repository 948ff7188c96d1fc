// Chromium, and pages in it that report whatever a visitor should never get: messages on the console, errors, requests to
// other hosts.

import assert from "node:assert/strict";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

function executable() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const isThere = (path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  };
  const found = candidates.find(isThere);
  assert.ok(found, `none of ${NAMES.join(", ")} is on the PATH`);
  return found;
}

// A browser; close it after the tests.
export function launch() {
  const args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--force-color-profile=srgb"];
  return chromium.launch({ executablePath: executable(), args });
}

// Opens an address in a context of its own. `page.complaints` collects what a visitor should never get; `hosts` are those that
// may be asked beside the address's own.
export async function open(browser, address, { hosts = [], ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.on("console", (message) => page.complaints.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => page.complaints.push(`error: ${error.message}`));
  const known = [address, ...hosts].map((address) => new URL(address).host);
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (!known.includes(url.host) && url.protocol !== "data:") {
      page.complaints.push(`request to ${url.host}`);
    }
  });
  await page.goto(address);
  return page;
}

// Waits until the page shows its run.
export async function settled(page) {
  await page.locator('main[aria-busy="false"]').waitFor();
}

// Opens the page and waits until it shows its run.
export async function openSettled(browser, address, options) {
  const page = await open(browser, address, options);
  await settled(page);
  return page;
}

// Ends a page: it must have complained of nothing.
export async function close(page) {
  await page.context().close();
  assert.deepEqual(page.complaints, []);
}

// Two frames later everything that was asked for is painted.
export function painted(page) {
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
