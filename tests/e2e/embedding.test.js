// Scenes on a course page that somebody else serves: one in a plain frame, one in a frame that may only run scripts.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { close, launch, open, painted } from "./browser.js";
import { servePage, serveSite } from "./site.js";

const LINK = "s=promotion.2&t=90s";

let site, browser;
before(async () => {
  [site, browser] = await Promise.all([serveSite(), launch()]);
});
after(async () => {
  await browser.close();
  site.close();
});

// The line that embeds a scene, with what differs from frame to frame.
function frame(id, query, link, attributes = "") {
  return `<iframe id="${id}" ${attributes} src="${site.address}/?embed=1${query}#${link}" title="${id}" width="720" height="560" style="border:0"></iframe>`;
}

// A course page with both frames, which writes down what they say. Also its scenes, by id.
async function course({ query = "", ...options } = {}) {
  const { address, close: closeCourse } = await servePage(`<!doctype html>
    <html lang="en"><head><meta charset="utf-8"><title>A lesson</title></head><body>
    <script>
      heard = [];
      addEventListener("message", ({ source, data }) => {
        const frame = [...document.querySelectorAll("iframe")].find((one) => one.contentWindow === source);
        heard.push({ frame: frame.id, at: performance.now(), data });
      });
    </script>
    <p><button id="before">Before</button></p>
    ${frame("plain", query, LINK)}
    <p><button id="between">Between</button></p>
    ${frame("confined", "&lang=ko&hide=prediction", `${LINK}&f.checkout.rc=600`, 'sandbox="allow-scripts"')}
    <p><button id="after">After</button></p>
    <p style="height:1500px"></p></body></html>`);
  const page = await open(browser, address, { viewport: { width: 900, height: 800 }, ...options });
  const scenes = {};
  for (const id of ["plain", "confined"]) {
    scenes[id] = await (await page.$(`#${id}`)).contentFrame();
    await scenes[id].locator('main[aria-busy="false"]').waitFor();
    await page.waitForFunction((id) => heard.some((one) => one.frame === id && one.data.type === "resize"), id);
  }
  const end = async () => {
    closeCourse();
    // The scenes come from another host, and from no third one.
    const { host } = new URL(site.address);
    page.complaints = page.complaints.filter((complaint) => complaint !== `request to ${host}`);
    await close(page);
  };
  return { page, scenes, end };
}

// What a frame has said.
function said(page, id, type) {
  return page.evaluate(([id, type]) => heard.filter((one) => one.frame === id && one.data.type === type), [id, type]);
}

const height = async (page, id) => (await said(page, id, "resize")).at(-1).data.height;

test("each scene says once who it is, and a height that fits 560", async () => {
  const { page, end } = await course();
  for (const [id, lang] of [["plain", "en"], ["confined", "ko"]]) {
    const ready = await said(page, id, "ready");
    assert.equal(ready.length, 1);
    const { version, ...others } = ready[0].data;
    assert.deepEqual(others, { lp: 1, type: "ready", lang });
    assert.match(version, /^\d+\.\d+\.\d+$/);
    const asked = await height(page, id);
    assert.ok(400 < asked && asked <= 560, `${id} asks for ${asked}`);
  }
  await end();
});

test("a scene in a frame without rights is played and changed like any other", async () => {
  const { scenes, end } = await course();
  const denied = () => {
    try {
      return localStorage === null;
    } catch {
      return true;
    }
  };
  assert.ok(await scenes.confined.evaluate(denied), "storage is denied");
  for (const scene of Object.values(scenes)) {
    const before = await scene.locator(".clock").textContent();
    await scene.locator(".play").click();
    await scene.waitForFunction((before) => document.querySelector(".clock").textContent !== before, before);
    await scene.locator(".play").click();
    const reservation = scene.locator(".limits .number").first();
    await reservation.fill("400");
    await reservation.press("Enter");
    await scene.waitForFunction(() => document.querySelector(".why").textContent.includes("400"));
    const full = await scene.locator("header.top a").getAttribute("href");
    assert.ok(full.startsWith(`${site.address}/?`) && full.includes("f.checkout.rc=400") && !full.includes("embed"), full);
  }
  await end();
});

test("a scene takes neither the focus nor the wheel, and Tab goes in and out", async () => {
  const { page, scenes, end } = await course();
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "BODY");
  assert.equal(await page.evaluate(() => scrollY), 0);
  for (const part of [".house", ".scrubber", ".plot", ".limits input[type=range]"]) {
    const place = await scenes.plain.locator(part).first().boundingBox();
    await page.mouse.move(place.x + place.width / 2, place.y + place.height / 2);
    // A wheel scrolls smoothly: where it began, it goes on.
    const before = await page.evaluate(() => scrollY);
    await page.mouse.wheel(0, before === 0 ? 200 : -200);
    await page.waitForFunction((before) => 150 < Math.abs(scrollY - before), before);
    await page.waitForFunction((before) => [0, 200].includes(scrollY) && scrollY !== before, before);
  }
  await page.locator("#before").focus();
  const walked = [];
  for (let step = 0; step < 100 && walked.at(-1) !== "after"; step += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => document.activeElement.id);
    // On its way into a frame the focus is nowhere for a moment.
    if (at !== "" && walked.at(-1) !== at) {
      walked.push(at);
    }
  }
  assert.deepEqual(walked, ["plain", "between", "confined", "after"]);
  await page.keyboard.press("Shift+Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "confined", "and back in");
  await end();
});

test("only the page around is heard when it says that it follows the height", async () => {
  const { page, scenes, end } = await course();
  const overflow = (scene) => scene.evaluate(() => getComputedStyle(document.documentElement).overflow);
  const count = (await said(page, "plain", "resize")).length;
  const hello = { lp: 1, type: "hello" };
  await page.evaluate((hello) => document.querySelector("#plain").contentWindow.postMessage(hello, "*"), hello);
  await page.waitForFunction((count) => count < heard.filter((one) => one.frame === "plain" && one.data.type === "resize").length, count);
  assert.equal(await overflow(scenes.plain), "hidden");
  await scenes.confined.evaluate((hello) => new Promise((done) => {
    addEventListener("message", done, { once: true });
    postMessage(hello, "*");
  }), hello);
  assert.equal(await overflow(scenes.confined), "visible", "it said so to itself");
  await end();
});

test("a frame that changes is told of heights ten times a second at most, and a low one of all its parts", async () => {
  const { page, scenes, end } = await course();
  await page.evaluate(async () => {
    const frame = document.querySelector("#plain");
    for (let width = 720; 320 <= width; width -= 4) {
      frame.style.width = `${width}px`;
      await new Promise((done) => requestAnimationFrame(done));
    }
  });
  await page.waitForFunction(() => 800 < heard.findLast((one) => one.frame === "plain").data.height);
  const at = (await said(page, "plain", "resize")).map((one) => one.at);
  const gaps = at.slice(1).map((one, place) => one - at[place]);
  // A message may be late by some milliseconds, and the next one not.
  assert.ok(gaps.every((gap) => 80 < gap), `${gaps.map(Math.round)} ms`);

  const asked = await height(page, "confined");
  await page.evaluate(() => document.querySelector("#confined").setAttribute("height", "300"));
  await scenes.confined.locator(".limits").waitFor({ state: "hidden" });
  await painted(page);
  assert.ok(await scenes.confined.locator(".why").isVisible() && await scenes.confined.locator(".house").isVisible());
  assert.equal(await height(page, "confined"), asked);
  await end();
});

// How well what is written reads on what lies behind the frame, as a ratio of luminances. Seen from outside, as a reader does.
async function contrast(page, id) {
  const frame = page.locator(`#${id}`);
  const clip = await frame.boundingBox();
  const image = (await page.screenshot({ clip: { ...clip, width: 360, height: 160 } })).toString("base64");
  return page.evaluate(async (image) => {
    const picture = new Image();
    picture.src = `data:image/png;base64,${image}`;
    await picture.decode();
    const canvas = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
    canvas.drawImage(picture, 0, 0);
    const { data } = canvas.getImageData(0, 0, picture.width, picture.height);
    const linear = (part) => (part <= 10.31475 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4);
    let [darkest, lightest] = [1, 0];
    for (let at = 0; at < data.length; at += 4) {
      const luminance = 0.2126 * linear(data[at]) + 0.7152 * linear(data[at + 1]) + 0.0722 * linear(data[at + 2]);
      [darkest, lightest] = [Math.min(darkest, luminance), Math.max(lightest, luminance)];
    }
    return (lightest + 0.05) / (darkest + 0.05);
  }, image);
}

for (const colorScheme of ["light", "dark"]) {
  for (const colour of ["#fff", "#111", "#777"]) {
    test(`a scene without a theme is legible on ${colour}, for a visitor who prefers ${colorScheme}`, async () => {
      const { page, end } = await course({ colorScheme });
      await page.evaluate((colour) => (document.documentElement.style.background = colour), colour);
      await painted(page);
      for (const id of ["plain", "confined"]) {
        await page.locator(`#${id}`).scrollIntoViewIfNeeded();
        const ratio = await contrast(page, id);
        assert.ok(12 < ratio, `${id} has ${ratio.toFixed(1)}`);
      }
      await end();
    });
  }
}

test("the colour of the course shows through where the course asks for it", async () => {
  const { page, scenes, end } = await course({ query: "&transparent=1&theme=dark" });
  await page.evaluate(() => Object.assign(document.documentElement.style, { background: "rgb(40, 20, 60)", colorScheme: "dark" }));
  const opaque = await scenes.plain.evaluate(() => {
    const behind = [document.documentElement, document.body, ...document.querySelectorAll("#app, .embed, .embed > *:not(main), .stage")];
    return behind.filter((element) => getComputedStyle(element).backgroundColor !== "rgba(0, 0, 0, 0)").map((element) => element.className);
  });
  assert.deepEqual(opaque, []);
  await end();
});
