// Serves the built site as any static host does, and a course page from another port.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const dist = join(root, "target/xtask/dist");

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

// The answer to a request for a file of the site. A page in a frame without an origin loads modules only from a host
// that allows everybody.
async function file(path, response, missing) {
  const name = normalize(path === "/" ? "/index.html" : path);
  const isMissing = missing.some((part) => name.includes(part));
  const body = isMissing ? null : await readFile(join(dist, name)).catch(() => null);
  if (body === null) {
    response.writeHead(404).end();
    return;
  }
  const type = TYPES[extname(name)] ?? "application/octet-stream";
  response.writeHead(200, { "Content-Type": type, "Access-Control-Allow-Origin": "*" }).end(body);
}

function listen(answer) {
  return new Promise((resolve) => {
    // A test that fails does not close its server, and the suite ends all the same.
    const server = createServer(answer).unref();
    server.listen(0, "127.0.0.1", () => {
      const address = `http://127.0.0.1:${server.address().port}`;
      resolve({ address, close: () => server.close() });
    });
  });
}

// The site. `missing` names files that do not arrive; it may change while the site is served.
export async function serveSite() {
  const missing = [];
  const server = await listen((request, response) => file(new URL(request.url, "http://site").pathname, response, missing));
  return { ...server, missing };
}

// A page of somebody else's.
export function servePage(html) {
  return listen((_, response) => response.writeHead(200, { "Content-Type": TYPES[".html"] }).end(html));
}
