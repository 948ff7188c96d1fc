// Prints tests as cargo does, so that they can be counted like all others.

export default async function* reporter(events) {
  const counts = { passed: 0, failed: 0 };
  for await (const { type, data } of events) {
    // A file is reported as a test of its own where it fails before its tests do.
    const isFile = data?.details?.type === "suite" || data?.name?.endsWith(".test.js");
    if (type === "test:pass" && !isFile) {
      counts.passed += 1;
      yield `test ${data.name} ... ok\n`;
    } else if (type === "test:fail" && !(isFile && data.details.error.failureType === "subtestsFailed")) {
      counts.failed += 1;
      const { cause, message } = data.details.error;
      yield `test ${data.name} ... FAILED\n${cause?.stack ?? cause ?? message}\n`;
    } else if (type === "test:diagnostic" && data.message.startsWith("measured")) {
      yield `  ${data.message}\n`;
    } else if (type === "test:stdout" || type === "test:stderr") {
      yield data.message;
    }
  }
  const verdict = counts.failed === 0 ? "ok" : "FAILED";
  yield `\ntest result: ${verdict}. ${counts.passed} passed; ${counts.failed} failed\n`;
}
