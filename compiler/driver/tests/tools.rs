//! Profilers and debuggers see compiled code under its Python names, with its lines.
#![cfg(target_os = "linux")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use numjit::{Engine, EngineConfig, ToolsConfig};

const TEXT: &str = "def inner(x):\n    return x * 2.0 + 1.0\n\ndef outer(x, n):\n    s = 0.0\n    for i in range(n):\n        s += inner(x)\n    return s\n";

/// An empty folder of this test.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("numjit-tools-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{error}"));
    folder
}

fn run(tools: ToolsConfig) -> usize {
    let config = EngineConfig {
        tools,
        ..EngineConfig::standard()
    };
    let engine = Engine::with_config(config).unwrap();
    let module = engine.compile("dir/kernels.py", TEXT).unwrap();
    let outer = module.func::<(f64, i64), f64>("outer").unwrap();
    assert_eq!(outer.call((1.0, 4)).unwrap(), 12.0);
    outer.entry_address()
}

fn only_file(folder: &Path) -> (String, Vec<u8>) {
    let entries: Vec<_> = std::fs::read_dir(folder).unwrap().collect();
    assert_eq!(entries.len(), 1);
    let path = entries[0].as_ref().unwrap().path();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    (name, std::fs::read(path).unwrap())
}

#[test]
fn a_perf_map_names_functions() {
    let folder = folder("map");
    let entry = run(ToolsConfig {
        perf_map: Some(folder.clone()),
        ..ToolsConfig::default()
    });
    let (name, text) = only_file(&folder);
    assert_eq!(name, format!("perf-{}.map", std::process::id()));
    let text = String::from_utf8(text).unwrap();
    let find = |what: &str| {
        let line = text.lines().find(|line| line.contains(what));
        let line = line.unwrap_or_else(|| panic!("{what} is not in\n{text}"));
        let mut words = line.split(' ');
        let mut number = || usize::from_str_radix(words.next().unwrap(), 16).unwrap();
        (number(), number())
    };
    let (_, size) = find(" outer (dir/kernels.py:");
    assert!(size > 0);
    let (start, size) = find(".entry");
    assert!((start..start + size).contains(&entry));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_jitdump_has_code_and_lines() {
    let folder = folder("dump");
    run(ToolsConfig {
        jitdump: Some(folder.clone()),
        ..ToolsConfig::default()
    });
    let (name, bytes) = only_file(&folder);
    assert_eq!(name, format!("jit-{}.dump", std::process::id()));
    let word = |at: usize| u32::from_ne_bytes(bytes[at..at + 4].try_into().unwrap());
    assert_eq!((word(0), word(4), word(8)), (0x4a69_5444, 1, 40));
    let (mut at, mut loads, mut lines) = (40, Vec::new(), 0);
    while at < bytes.len() {
        let size = word(at + 4) as usize;
        let body = &bytes[at + 16..at + size];
        match word(at) {
            0 => {
                let end = body[40..].iter().position(|&byte| byte == 0).unwrap();
                let name = String::from_utf8(body[40..40 + end].to_vec()).unwrap();
                let code = u64::from_ne_bytes(body[24..32].try_into().unwrap());
                assert_eq!(body.len(), 40 + end + 1 + code as usize);
                loads.push(name);
            }
            2 => lines += u64::from_ne_bytes(body[8..16].try_into().unwrap()),
            kind => panic!("a record of kind {kind}"),
        }
        at += size;
    }
    assert_eq!(at, bytes.len());
    assert!(loads.iter().any(|name| name == "outer"), "{loads:?}");
    assert!(lines >= 3);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn tools_do_not_change_the_code() {
    let folder = folder("size");
    let bytes = |tools: ToolsConfig| {
        let config = EngineConfig {
            tools,
            ..EngineConfig::standard()
        };
        let engine = Engine::with_config(config).unwrap();
        let module = engine.compile("kernels.py", TEXT).unwrap();
        let outer = module.func::<(f64, i64), f64>("outer").unwrap();
        assert_eq!(outer.call((1.0, 4)).unwrap(), 12.0);
        engine.code_bytes()
    };
    let all = ToolsConfig {
        perf_map: Some(folder.clone()),
        jitdump: Some(folder.clone()),
        gdb: true,
    };
    assert_eq!(bytes(ToolsConfig::default()), bytes(all));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_directory_that_does_not_exist_is_named() {
    let config = EngineConfig {
        tools: ToolsConfig {
            perf_map: Some("/nonexistent/folder".into()),
            ..ToolsConfig::default()
        },
        ..EngineConfig::standard()
    };
    let error = Engine::with_config(config)
        .err()
        .map(|error| error.to_string());
    assert!(error.is_some_and(|error| error.starts_with("/nonexistent/folder/perf-")));
}

/// Says that something is not tested here, whatever `cargo test` captures.
fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "skipped: {why}");
}

/// The example program next to this test, where it is built; `cargo test` builds it unless it is told to
/// build this test only.
fn example() -> Option<PathBuf> {
    let mut folder = std::env::current_exe().ok()?;
    folder.pop();
    folder.pop();
    let path = folder.join("examples/profile");
    if !path.exists() {
        skipped("the example `profile` is not built");
    }
    path.exists().then_some(path)
}

/// What a program says in a folder; none where it is not there or may not do what it has to.
fn said(program: &str, args: &[&str], folder: &Path) -> Option<String> {
    let ran = Command::new(program)
        .args(args)
        .current_dir(folder)
        .output();
    let Ok(ran) = ran else {
        skipped(&format!("there is no {program}"));
        return None;
    };
    let mut text = String::from_utf8_lossy(&ran.stdout).into_owned();
    text += &String::from_utf8_lossy(&ran.stderr);
    if !ran.status.success() {
        skipped(&format!("{program} does not work here: {text}"));
        return None;
    }
    Some(text)
}

#[test]
fn perf_reports_python_names_from_a_map() {
    let Some(program) = example() else { return };
    let (program, folder) = (program.to_string_lossy().into_owned(), folder("perf-map"));
    let record = [
        "record",
        "-e",
        "cpu-clock",
        "-o",
        "perf.data",
        &program,
        "map",
    ];
    let report = ["report", "-i", "perf.data", "--stdio", "--sort", "symbol"];
    if said("perf", &record, &folder).is_some()
        && let Some(text) = said("perf", &report, &folder)
    {
        assert!(text.contains("] inner (profile_demo.py:"), "{text}");
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn perf_reports_python_lines_from_a_jitdump() {
    let Some(program) = example() else { return };
    let (program, folder) = (program.to_string_lossy().into_owned(), folder("perf-dump"));
    let record = [
        "record",
        "-e",
        "cpu-clock",
        "-k",
        "1",
        "-o",
        "perf.data",
        &program,
        "jitdump",
    ];
    let inject = ["inject", "--jit", "-i", "perf.data", "-o", "perf.jit"];
    let annotate = ["annotate", "-i", "perf.jit", "--stdio", "-l", "inner"];
    if said("perf", &record, &folder).is_some()
        && said("perf", &inject, &folder).is_some()
        && let Some(text) = said("perf", &annotate, &folder)
    {
        assert!(text.contains("profile_demo.py:4"), "{text}");
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn gdb_shows_python_frames_and_lines() {
    let Some(program) = example() else { return };
    let gdb = Command::new("gdb")
        .args(["-batch", "-nx", "-ex", "set breakpoint pending on"])
        .args(["-ex", "set debuginfod enabled off"])
        .args(["-ex", "break profile_demo.py:4", "-ex", "run", "-ex", "bt"])
        .args(["-ex", "kill", "--args"])
        .arg(&program)
        .arg("gdb")
        .output();
    let Ok(gdb) = gdb else {
        skipped("there is no gdb");
        return;
    };
    let said = String::from_utf8_lossy(&gdb.stdout).into_owned();
    let errors = String::from_utf8_lossy(&gdb.stderr).into_owned();
    if errors.contains("ptrace: Operation not permitted") {
        skipped("gdb may not trace here");
        return;
    }
    let frame = |text: &str| {
        said.lines()
            .any(|line| line.starts_with('#') && line.contains(text))
    };
    assert!(frame("inner () at profile_demo.py:4"), "{said}\n{errors}");
    assert!(frame("outer () at profile_demo.py:11"), "{said}\n{errors}");
    assert!(frame("main"), "{said}\n{errors}");
}
