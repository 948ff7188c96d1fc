// The texts of the page, read from its locales: what a control is called is said once.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../crates/explorer/locales", import.meta.url));

const locales = Object.fromEntries(["en", "ko"].map((language) => [language, read(language)]));

function read(language) {
  const texts = new Map();
  for (const name of readdirSync(join(folder, language))) {
    for (const line of readFileSync(join(folder, language, name), "utf8").split("\n")) {
      const message = line.match(/^([a-z][a-z0-9-]*) = (.+)$/);
      if (message) {
        texts.set(message[1], message[2]);
      }
    }
  }
  return texts;
}

// The text of a message, with these values in it.
export function words(language, message, values = {}) {
  const text = locales[language].get(message);
  if (text === undefined) {
    throw new Error(`there is no message ${message} in ${language}`);
  }
  return text.replace(/\{ \$([a-z]+) \}/g, (_, name) => {
    if (!(name in values)) {
      throw new Error(`${message} needs a value for ${name}`);
    }
    return values[name];
  });
}

// What the field is called into which the reservation of a function is typed. The arithmetic has one, too, while it shows it.
export function reservedNumber(language, name) {
  return words(language, "field-as-number", { field: words(language, "reserved-of", { function: name }) });
}
