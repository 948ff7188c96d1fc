// How long a visitor waits, printed and never asserted: machines are shared. What is asserted is that it happens at all.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { close, launch, openSettled } from "./browser.js";
import { serveSite } from "./site.js";

let site, browser;
before(async () => {
  [site, browser] = await Promise.all([serveSite(), launch()]);
});
after(async () => {
  await browser.close();
  site.close();
});

const EDITS = 8;

// Moves the account's limit and waits until stage and charts show it. Returns both times and the long tasks, in ms.
async function edits(count) {
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => Math.round(entry.duration)))).observe({ entryTypes: ["longtask"] });
  const turn = () => new Promise((done) => {
    const channel = new MessageChannel();
    channel.port2.onmessage = done;
    channel.port1.postMessage(null);
  });
  const main = document.querySelector("main");
  const slider = document.getElementById("a-ce");
  const stage = [];
  const whole = [];
  for (let edit = 0; edit < count; edit += 1) {
    const start = performance.now();
    let seen = 0;
    const observer = new MutationObserver(() => (seen ||= performance.now() - start));
    observer.observe(document.querySelector(".house"), { subtree: true, childList: true, characterData: true, attributes: true });
    slider.value = edit % 2 === 0 ? "1500" : "1300";
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    do {
      await turn();
    } while (main.ariaBusy === "true");
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    observer.disconnect();
    stage.push(Math.round(seen));
    whole.push(Math.round(performance.now() - start));
  }
  return { stage, whole, tasks };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

for (const scenario of ["promotion.2", "promotion.1", "spike.1", "cold-morning.1", "ten-requests.1"]) {
  test(`an edit of ${scenario} is shown`, async (context) => {
    const page = await openSettled(browser, `${site.address}/#s=${scenario}`);
    const { stage, whole, tasks } = await page.evaluate(edits, EDITS);
    assert.equal(whole.length, EDITS);
    const longest = Math.max(0, ...tasks);
    context.diagnostic(
      `measured ${scenario}: stage after ${median(stage)} ms, charts painted after ${median(whole)} ms (median of ${EDITS}); ` +
        `${tasks.length} tasks over 50 ms, longest ${longest} ms`,
    );
    await close(page);
  });
}

// Follows a long run: opened, jumped over, played at the highest speed. Returns the tasks over 50 ms of each, in ms.
async function follow() {
  let tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => Math.round(entry.duration))));
  observer.observe({ entryTypes: ["longtask"] });
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const taken = async () => {
    await frame();
    await frame();
    const all = tasks;
    tasks = [];
    return all;
  };
  const main = document.querySelector("main");
  const computing = async () => {
    do {
      await frame();
    } while (main.ariaBusy === "true");
  };
  const slider = document.getElementById("a-ce");
  slider.value = "1500";
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  await computing();
  const computed = await taken();
  const time = document.querySelector(".scrubber input");
  for (let jump = 0; jump < 30; jump += 1) {
    time.value = String((Number(time.max) * ((jump * 17) % 31)) / 31);
    time.dispatchEvent(new Event("input", { bubbles: true }));
    await frame();
  }
  const jumped = await taken();
  [...document.querySelectorAll(".transport input[type=radio]")].at(-1).click();
  document.querySelector(".play").click();
  for (let frames = 0; frames < 60; frames += 1) {
    await frame();
  }
  document.querySelector(".play").click();
  return { computed, jumped, played: await taken() };
}

test("a run of 3.6 million requests is computed, jumped over and played", async (context) => {
  const page = await openSettled(browser, `${site.address}/#s=steady.1&length=1h&f.orders.rate=1000`);
  const tasks = Object.entries(await page.evaluate(follow));
  assert.equal(tasks.length, 3);
  const said = tasks.map(([what, tasks]) => `${what}: ${tasks.length} tasks over 50 ms, longest ${Math.max(0, ...tasks)} ms`);
  context.diagnostic(`measured an hour at 1,000/s: ${said.join("; ")}`);
  await close(page);
});
