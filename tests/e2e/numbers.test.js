// The numbers on the page are the command's.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { close, launch, openSettled } from "./browser.js";
import { serveSite } from "./site.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

let site, browser;
before(async () => {
  [site, browser] = await Promise.all([serveSite(), launch()]);
});
after(async () => {
  await browser.close();
  site.close();
});

function command(scenario) {
  const file = `crates/explorer/scenarios/${scenario}.yaml`;
  const words = ["run", "--quiet", "--locked", "-p", "lambda-sim-cli", "--", "run", file, "--format", "json"];
  return JSON.parse(execFileSync("cargo", words, { cwd: root, maxBuffer: 1 << 26 }));
}

const grouped = (count) => count.toString().replace(/\B(?=(\d{3})+$)/g, ",");

for (const scenario of ["promotion.2", "promotion-repaired.2", "burst-reservation.1", "spike.1", "ten-requests.1"]) {
  test(`page and command count the same in ${scenario}`, async () => {
    const page = await openSettled(browser, `${site.address}/#s=${scenario}`);
    const run = command(scenario);
    const { requests, Throttles: throttles, cold_starts: coldStarts } = run.account;
    const verdict = await page.locator(".outcome .verdict").textContent();
    for (const count of [requests, throttles, coldStarts]) {
      assert.ok(verdict.includes(grouped(count)), `${grouped(count)} is not in: ${verdict}`);
    }
    assert.ok((await page.locator(".digest").textContent()).includes(run.digest));
    await close(page);
  });
}
