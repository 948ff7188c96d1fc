// The page fits every width in both languages, and playing moves nothing but what is counted.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { close, launch, openSettled, painted, settled } from "./browser.js";
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

const WIDTHS = [1440, 1024, 768, 360, 320];
const SCENARIOS = ["promotion.2", "promotion-repaired.2", "burst-reservation.1", "spike.1", "cold-morning.1", "ten-requests.1", "stream.1"];

// What leaves the page at its side, and which text does not fit into its element.
function misfits() {
  const found = [];
  const { clientWidth, scrollWidth } = document.documentElement;
  if (clientWidth < scrollWidth) {
    found.push(`the page is ${scrollWidth} px wide`);
  }
  for (const element of document.querySelectorAll("header *, main *, footer *")) {
    const style = getComputedStyle(element);
    // A column that is wider than it should be lies over its neighbour.
    const column = element.closest(".demand, .outcome")?.getBoundingClientRect();
    if (column && column.right + 1 < element.getBoundingClientRect().right) {
      found.push(`${element.tagName} over the side: ${element.textContent.trim().slice(0, 40)}`);
    }
    const isClipped = style.overflowX !== "visible" && element.clientWidth + 1 < element.scrollWidth;
    const isSpoken = element.clientWidth <= 1;
    if (element.textContent.trim() && isClipped && !isSpoken && style.overflowX !== "auto" && element.tagName !== "SELECT") {
      found.push(`${element.className}: ${element.textContent.trim().slice(0, 40)}`);
    }
  }
  return found;
}

for (const language of ["en", "ko"]) {
  for (const width of WIDTHS) {
    test(`nothing is cut or runs over the side at ${width} px (${language})`, async () => {
      const page = await openSettled(browser, `${site.address}/?lang=${language}`, { viewport: { width, height: 900 } });
      for (const scenario of SCENARIOS) {
        await page.getByRole("combobox", { name: words(language, "scenario") }).selectOption(scenario);
        await settled(page);
        await painted(page);
        assert.deepEqual(await page.evaluate(misfits), [], scenario);
      }
      await close(page);
    });
  }
}

for (const width of [1440, 768, 360]) {
  test(`watching the promotion moves no gate, lane, chart or control at ${width} px`, async () => {
    const page = await openSettled(browser, `${site.address}/#s=promotion.2&t=0s`, { viewport: { width, height: 900 } });
    const places = () =>
      page.evaluate(() => {
        const origin = document.querySelector("main").getBoundingClientRect();
        const parts = ".house, .lane, .gate, .pool, .chart, .control, .environments, .demand, .outcome";
        return [...document.querySelectorAll(parts)].map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          return { name: element.classList[0], place: [x - origin.x, y - origin.y, width, height] };
        });
      });
    const before = await places();
    const time = page.getByRole("slider", { name: words("en", "time"), exact: true }).first();
    for (const seconds of [30, 62, 70, 90, 150, 190, 240, 359]) {
      await time.fill(String(seconds * 1000));
      await painted(page);
      const now = await places();
      assert.equal(now.length, before.length);
      // Half a pixel is what the eye and the rounding of layouts leave.
      const moved = now.filter(({ place }, part) => place.some((value, side) => 0.5 < Math.abs(value - before[part].place[side])));
      assert.deepEqual(moved, [], `at ${seconds} s`);
    }
    await close(page);
  });
}

// Where the parts of the page stand, counted from its top.
async function tops(page) {
  await painted(page);
  return page.evaluate(() => {
    const parts = [".house", ".limits", ".environments", ".demand .control", ".charts .axis", "footer"];
    return parts.map((part) => ({ part, top: document.querySelector(part).getBoundingClientRect().top + scrollY }));
  });
}

// What has moved since, by more than what rounding leaves of several boxes.
const movedSince = (before, now) => now.filter(({ top }, part) => 1.5 < Math.abs(top - before[part].top));

for (const language of ["en", "ko"]) {
  for (const width of [1440, 360]) {
    test(`neither Play nor the end nor what waits moves the page at ${width} px (${language})`, async () => {
      for (const scenario of ["stream.1", "sqs-pollers.1", "failing-consumer.1", "tracking.1"]) {
        const page = await openSettled(browser, `${site.address}/?lang=${language}#s=${scenario}&t=0s`, { viewport: { width, height: 900 } });
        const time = page.getByRole("slider", { name: words(language, "time"), exact: true }).first();
        const end = Number(await time.getAttribute("max"));
        await time.fill(String(end / 20));
        const before = await tops(page);
        for (const part of [0.2, 0.35, 0.5, 0.6, 0.75, 0.95, 1]) {
          await time.fill(String(Math.round(end * part)));
          assert.deepEqual(movedSince(before, await tops(page)), [], `${scenario} at ${part} of the run`);
        }
        await page.getByRole("button", { name: words(language, "play-again") }).click();
        assert.deepEqual(movedSince(before, await tops(page)), [], `${scenario}, playing`);
        await close(page);
      }
    });
  }
}

test("the keys, the clock and the time line fill two rows at 768 px", async () => {
  for (const scenario of ["versions.1", "cold-morning.1"]) {
    const page = await openSettled(browser, `${site.address}/#s=${scenario}`, { viewport: { width: 768, height: 900 } });
    const rows = await page.evaluate(() => {
      const parts = [...document.querySelectorAll(".transport > :is(.keys, .paces, .clock, .jumps, .scrubber)")];
      return new Set(parts.map((part) => Math.round(part.getBoundingClientRect().bottom / 20))).size;
    });
    assert.equal(rows, 2, scenario);
    await close(page);
  }
});
