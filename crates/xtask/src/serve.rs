//! `cargo xtask serve`: the tools, a free port, and then trunk in our place.

use std::net::{Ipv4Addr, TcpListener};
use std::process::Command;

use crate::shell;
use crate::stop::Stop;
use crate::tools::{self, Tools};
use crate::workspace;

/// How many ports after the wanted one are tried.
const TRIES: u16 = 20;

pub(crate) fn run(trunk_arguments: &[&str]) -> Result<(), Stop> {
    let tools = Tools::ready(tools::SITE)?;
    let chosen = chosen_port(trunk_arguments);
    let port = match chosen {
        Some(port) => port,
        None => free_port(configured_port(&workspace::read("Trunk.toml")?)?)?,
    };
    let mut trunk = tools.command("trunk");
    trunk.current_dir(workspace::root()).env("TRUNK_SKIP_VERSION_CHECK", "true");
    trunk.args(["serve", "--release"]);
    if chosen.is_none() {
        trunk.args(["--port", &port.to_string()]);
    }
    trunk.args(trunk_arguments);
    println!("   $ {}", shell::typed(&trunk));
    println!("\n   Lambda Concurrency Playground:  http://127.0.0.1:{port}/");
    println!("   The first build takes about two minutes; the page is there when trunk says that the server listens.");
    println!("   Saving a file builds again. Ctrl-C ends it.\n");
    become_trunk(&mut trunk)
}

/// Trunk takes over this process, so that whoever ends the command also ends the server.
#[cfg(unix)]
fn become_trunk(trunk: &mut Command) -> Result<(), Stop> {
    use std::os::unix::process::CommandExt;

    let error = trunk.exec();
    Err(shell::cannot_start(trunk, &error))
}

#[cfg(not(unix))]
fn become_trunk(trunk: &mut Command) -> Result<(), Stop> {
    let status = trunk.status().map_err(|error| shell::cannot_start(trunk, &error))?;
    if status.success() { Ok(()) } else { Err(Stop::new(format!("trunk {}", shell::ending(status)))) }
}

/// The port among the arguments for trunk, if the person chose one.
fn chosen_port(arguments: &[&str]) -> Option<u16> {
    let name = arguments.iter().position(|word| ["--port", "-p"].contains(word));
    let apart = name.and_then(|name| arguments.get(name + 1).copied());
    let joined = arguments.iter().find_map(|word| word.strip_prefix("--port="));
    apart.or(joined)?.parse().ok()
}

fn configured_port(trunk_toml: &str) -> Result<u16, Stop> {
    let value = trunk_toml.lines().find_map(|line| line.strip_prefix("port = "));
    value.and_then(|port| port.trim().parse().ok()).ok_or_else(|| Stop::new("Trunk.toml names no port"))
}

fn free_port(wanted: u16) -> Result<u16, Stop> {
    let is_free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    let last = wanted.saturating_add(TRIES);
    let port = (wanted..=last).find(is_free);
    port.ok_or_else(|| Stop::new(format!("the ports {wanted} to {last} are all taken: choose one with `-- --port N`")))
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, TcpListener};

    use super::{chosen_port, configured_port, free_port};

    #[test]
    fn the_port_a_person_chose_is_found_in_every_spelling() {
        assert_eq!(chosen_port(&["--open", "--port", "9000"]), Some(9000));
        assert_eq!(chosen_port(&["--port=9001"]), Some(9001));
        assert_eq!(chosen_port(&["-p", "9002"]), Some(9002));
        assert_eq!(chosen_port(&["--open"]), None);
    }

    #[test]
    fn the_configured_port_is_read() {
        assert_eq!(configured_port("[serve]\nport = 8080\n").ok(), Some(8080));
        assert!(configured_port("[serve]\n").is_err());
    }

    #[test]
    fn a_taken_port_is_passed_over() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert!(free_port(port).is_ok_and(|free| free != port));
    }
}
