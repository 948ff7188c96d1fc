// Scenes on pages that somebody else serves, in plain frames and in frames that may only run scripts: what axe finds in them, how
// much room they need, what a low frame loses, the way out, what they say to the page around, and what they leave alone.

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
    ${frame("plain", query, SCENE)}
    <p><button id="between">Between</button></p>
    ${frame("confined", "&lang=ko&hide=prediction", `${SCENE}&f.checkout.rc=600`, 'sandbox="allow-scripts"')}
    <p><button id="after">After</button></p>
    <p style="height:1500px"></p></body></html>`);
  const page = await open(browser, address, { viewport: { width: 900, height: 800 }, ...options });
  const scenes = {};
  for (const id of ["plain", "confined"]) {
    scenes[id] = await (await page.$(`#${id}`)).contentFrame();
    await scenes[id].locator('main[aria-busy="false"]').waitFor();
    // A scene that is being computed is lower, and heights come with pauses between them.
    await page.waitForFunction((id) => 400 < (heard.findLast((one) => one.frame === id && one.data.type === "resize")?.data.height ?? 0), id);
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
