//! Files that are not what they should be: each gets a message and status 2, none a panic.

use crate::invoke::call_with;

#[track_caller]
fn check_broken(file: &[u8]) {
    for words in [&["check", "-"][..], &["run", "-"], &["explain", "-", "--at", "0s"]] {
        let message = call_with(words, file).complains();
        assert!(message.starts_with("-: "), "{message}");
    }
}

#[test]
fn files_without_a_scenario_in_them() {
    for file in ["", "\n\n", "# only a comment", "~", "5", "text", "- 1\n- 2", "[]", "{}", "---", "true", "\"\""] {
        check_broken(file.as_bytes());
    }
}

#[test]
fn files_that_are_no_yaml() {
    for file in [
        "a:\n\tb: 1",
        "{",
        "[1, 2",
        "\"",
        "a: b: c",
        "*nowhere",
        "&a [*a, *a]",
        "version: 1\n---\nversion: 1",
        "%YAML 9.9\n---\n",
        "? [a, b]\n: 1",
        "version: !!binary nonsense!",
    ] {
        check_broken(file.as_bytes());
    }
}

#[test]
fn files_that_are_no_text() {
    for file in [&b"\xff\xfe\x00\x01"[..], b"version: \xc3\x28", b"version: 1\0", b"\0\0\0\0", &[0x80; 5_000]] {
        check_broken(file);
    }
}

#[test]
fn numbers_that_are_none_or_too_large() {
    for number in [
        ".nan",
        ".inf",
        "-.inf",
        "1e400",
        "-1e400",
        "1e-400",
        "-1",
        "18446744073709551616",
        "340282366920938463463374607431768211456",
        "99999999999999999999999999999999999999999999",
        "0x10000000000000000",
        "[]",
        "{}",
    ] {
        check_broken(format!("version: 1\nseed: {number}\nfunctions: {{ a: {{ duration: 1s }} }}").as_bytes());
        let limit = format!(
            "version: 1\naccount: {{ ConcurrentExecutions: {number} }}\nfunctions: {{ a: {{ duration: 1s }} }}"
        );
        check_broken(limit.as_bytes());
    }
}

#[test]
fn spans_and_rates_that_are_none() {
    for text in [
        ".nan",
        ".inf",
        "1e400",
        "-1s",
        "1e400s",
        "\"\"",
        "\"\\u0000\"",
        "~",
        "[1s]",
        "{ s: 1 }",
        "99999999999999999999s",
        "365000d",
    ] {
        check_broken(format!("version: 1\nlength: {text}\nfunctions: {{ a: {{ duration: 1s }} }}").as_bytes());
        check_broken(format!("version: 1\nfunctions: {{ a: {{ duration: {text} }} }}").as_bytes());
        let caller =
            format!("version: 1\nfunctions: {{ a: {{ duration: 1s }} }}\ncallers: [{{ function: a, rate: {text} }}]");
        check_broken(caller.as_bytes());
    }
}

#[test]
fn keys_that_are_no_names() {
    for functions in [
        "{ 1.5: { duration: 1s } }",
        "{ ~: { duration: 1s } }",
        "{ [a]: { duration: 1s } }",
        "{ {}: 1 }",
        "{ \"\": { duration: 1s } }",
    ] {
        check_broken(format!("version: 1\nfunctions: {functions}").as_bytes());
    }
}

#[test]
fn keys_that_stand_twice() {
    check_broken(b"version: 1\nversion: 1\nfunctions: { a: { duration: 1s } }");
    check_broken(b"version: 1\nfunctions: { a: { duration: 1s }, a: { duration: 1s } }");
}

#[test]
fn nests_that_are_too_deep_or_too_large() {
    let deep = |open: &str, close: &str, depth| format!("version: {}1{}", open.repeat(depth), close.repeat(depth));
    for depth in [50, 100, 1_000, 100_000] {
        check_broken(deep("[", "]", depth).as_bytes());
        check_broken(deep("{ a: ", " }", depth).as_bytes());
        check_broken("[".repeat(depth).as_bytes());
        check_broken("- ".repeat(depth).as_bytes());
    }
    let laughs = "a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, \
                  *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]\ne: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]\nf: \
                  &f [*e, *e, *e, *e, *e, *e, *e, *e, *e]\ng: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f]\n";
    check_broken(laughs.as_bytes());
}

#[test]
fn more_functions_than_an_id_can_count() {
    use std::fmt::Write as _;
    let mut file = "version: 1\nfunctions:\n".to_owned();
    for place in 0..1_001 {
        let _ = writeln!(file, "  f{place}: {{ duration: 1s }}");
    }
    check_broken(file.as_bytes());
}
