//! The cache through the binary: what is compiled once is loaded afterwards, and only then.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::common::{files, numjit, root, stem, text};

/// A folder for one test with a cache of its own, removed at the test's end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let name = format!("numjit-cli-cache-{}-{name}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a scratch folder");
        Scratch(path)
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, text).expect("a file");
        path.to_string_lossy().into_owned()
    }

    fn cache(&self) -> PathBuf {
        self.0.join("cache")
    }

    fn command(&self) -> Command {
        let mut command = numjit();
        command
            .env_remove("NUMJIT_CACHE")
            .env("NUMJIT_CACHE_DIR", self.cache())
            .env("XDG_STATE_HOME", self.0.join("state"));
        command
    }

    fn numjit(&self, args: &[&str]) -> Output {
        self.command().args(args).output().expect("numjit starts")
    }

    /// Runs a script; returns its output and which functions were compiled.
    #[track_caller]
    fn run(&self, script: &str) -> (String, Vec<String>) {
        let output = self.numjit(&["run", "--timings", script]);
        let timings = text(&output.stderr);
        assert!(output.status.success(), "{timings}");
        (text(&output.stdout), compiled(&timings))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The functions that went through code generation, in order, without library functions.
fn compiled(timings: &str) -> Vec<String> {
    let lines = timings.lines().filter(|line| line.contains("infer "));
    let name = |line: &str| {
        Some(
            line.split_once(':')?
                .0
                .split_whitespace()
                .last()?
                .to_owned(),
        )
    };
    lines
        .filter_map(name)
        .filter(|name| name != "call")
        .collect()
}

const SCRIPT: &str = "
from numba import njit
from helper import scale
K = 3

@njit
def offset(x):
    return x + K

@njit
def main(x):
    return offset(scale(x))

@njit
def apart(x):
    return x * 2

print(main(5), apart(4))
";

const HELPER: &str = "
from numba import njit
FACTOR = 10

@njit
def scale(x):
    return x * FACTOR
";

#[test]
fn a_second_run_compiles_nothing() {
    let scratch = Scratch::new("second");
    scratch.write("helper.py", HELPER);
    let script = scratch.write("script.py", SCRIPT);
    let first = scratch.run(&script);
    assert_eq!(first.1, ["main", "apart"]);
    let second = scratch.run(&script);
    assert_eq!(second, (first.0, Vec::new()));
    assert_eq!(second.0, "53 8\n");
}

/// Edits one thing and checks the result and what is compiled again.
#[track_caller]
fn check_edit(name: &str, file: &str, from: &str, to: &str, output: &str, again: &[&str]) {
    let scratch = Scratch::new(name);
    scratch.write("helper.py", HELPER);
    let script = scratch.write("script.py", SCRIPT);
    scratch.run(&script);
    let before = if file == "helper.py" { HELPER } else { SCRIPT };
    assert!(before.contains(from));
    scratch.write(file, &before.replace(from, to));
    let after = scratch.run(&script);
    assert_eq!(
        (after.0.as_str(), after.1.as_slice()),
        (output, &again.map_owned()[..])
    );
    // Back again: the old entries are still there.
    scratch.write(file, before);
    assert_eq!(scratch.run(&script), ("53 8\n".to_owned(), Vec::new()));
}

trait MapOwned {
    fn map_owned(&self) -> Vec<String>;
}

impl MapOwned for [&str] {
    fn map_owned(&self) -> Vec<String> {
        self.iter().map(|&name| name.to_owned()).collect()
    }
}

#[test]
fn a_changed_global_changes_what_uses_it() {
    check_edit("global", "script.py", "K = 3", "K = 4", "54 8\n", &["main"]);
    let (from, to) = ("FACTOR = 10", "FACTOR = 2");
    check_edit("global-far", "helper.py", from, to, "13 8\n", &["main"]);
    // Equal in Python, another type to the compiler.
    check_edit(
        "global-type",
        "script.py",
        "K = 3",
        "K = 3.0",
        "53.0 8\n",
        &["main"],
    );
}

#[test]
fn a_changed_callee_changes_its_callers() {
    let (from, to) = ("x * FACTOR", "x * FACTOR + 1");
    check_edit("callee", "helper.py", from, to, "54 8\n", &["main"]);
}

#[test]
fn a_changed_option_changes_the_function() {
    let (from, to) = ("@njit\ndef apart", "@njit(fastmath=True)\ndef apart");
    check_edit("option", "script.py", from, to, "53 8\n", &["apart"]);
}

#[test]
fn other_changes_of_a_file_change_nothing() {
    let (from, to) = ("K = 3", "# A comment.\n\n\nOTHER = 1\nK = 3");
    check_edit("lines", "script.py", from, to, "53 8\n", &[]);
    check_edit(
        "far-lines",
        "helper.py",
        "FACTOR = 10",
        "UNUSED = 1\nFACTOR = 10",
        "53 8\n",
        &[],
    );
}

#[test]
fn closures_with_other_values_live_side_by_side() {
    let scratch = Scratch::new("closures");
    let script = scratch.write(
        "script.py",
        "
import sys
from numba import njit
def make(n):
    @njit(cache=True)
    def add(x):
        return x + n
    return add
functions = [make(n) for n in eval(sys.argv[1])]
print([f(1) for f in functions], sum(len(f.stats.cache_misses) for f in functions))
",
    );
    let run = |values: &str| text(&scratch.numjit(&["run", &script, values]).stdout);
    assert_eq!(run("[1, 2.5, True]"), "[2, 3.5, 2] 3\n");
    assert_eq!(run("[True, 1, 2.5, 7]"), "[2, 2, 3.5, 8] 1\n");
    assert_eq!(run("[7, 1]"), "[8, 2] 0\n");
}

#[test]
fn tracebacks_follow_files_that_move_and_lines_that_shift() {
    let scratch = Scratch::new("moved");
    let source = "
from numba import njit
@njit
def inner(x):
    if x > 2:
        raise ValueError('large', x)
    return x
@njit
def outer(x):
    return inner(x) + 1
outer(3)
";
    let first = scratch.write("one/script.py", source);
    let output = scratch.numjit(&["run", &first]);
    assert!(text(&output.stderr).contains(&format!("File \"{first}\", line 6, in inner")));
    let moved = scratch.write(
        "another/place/with/a/long/name/moved.py",
        &format!("\n\n\n{source}"),
    );
    let output = scratch.numjit(&["run", "--timings", &moved]);
    let stderr = text(&output.stderr);
    assert!(
        stderr.contains(&format!("File \"{moved}\", line 9, in inner")),
        "{stderr}"
    );
    assert!(
        stderr.contains(&format!("File \"{moved}\", line 13, in outer")),
        "{stderr}"
    );
    assert!(stderr.contains("ValueError: ('large', 3)"), "{stderr}");
    assert!(
        stderr.contains("load from cache") && compiled(&stderr).is_empty(),
        "{stderr}"
    );
    assert!(!stderr.contains("one/script.py"), "{stderr}");
}

#[test]
fn answers_of_the_first_compilation_stay_those_of_the_process() {
    let scratch = Scratch::new("frozen");
    let script = scratch.write(
        "script.py",
        "
from numba import njit
K = 1
@njit
def g():
    return K
@njit
def f():
    return g() + K
first = g()
K = 10
print(first, g(), f(), g.signatures, f.signatures)
",
    );
    let without = text(&scratch.numjit(&["run", "--no-cache", &script]).stdout);
    for _ in 0..3 {
        assert_eq!(scratch.run(&script).0, without);
    }
}

#[test]
fn every_sample_prints_the_same_from_the_cache() {
    let scratch = Scratch::new("samples");
    for sample in files(&root().join("samples"), "py") {
        let name = stem(&sample);
        if name == "regenerate" {
            continue;
        }
        let expected = root().join(format!("samples/expected/{name}.out"));
        let expected = fs::read_to_string(expected).expect("the sample's output");
        let sample = sample.to_string_lossy().into_owned();
        for run in ["cold", "cached"] {
            let (output, functions) = scratch.run(&sample);
            assert_eq!(output, expected, "{name} {run}");
            assert!(
                run == "cold" || functions.is_empty(),
                "{name}: {functions:?}"
            );
        }
    }
}

#[test]
fn the_cache_can_be_turned_off() {
    let scratch = Scratch::new("off");
    let script = scratch.write(
        "script.py",
        "from numba import njit\nprint(njit(lambda: 3)())\n",
    );
    scratch.numjit(&["run", "--no-cache", &script]);
    let mut command = scratch.command();
    command.env("NUMJIT_CACHE", "0").args(["run", &script]);
    assert_eq!(
        text(&command.output().expect("numjit starts").stdout),
        "3\n"
    );
    assert!(!scratch.cache().exists());
}

#[test]
fn a_folder_that_others_can_write_is_not_used() {
    let scratch = Scratch::new("unsafe");
    let script = scratch.write(
        "script.py",
        "from numba import njit\nprint(njit(lambda: 3)())\n",
    );
    fs::create_dir(scratch.cache()).expect("a folder");
    fs::set_permissions(scratch.cache(), fs::Permissions::from_mode(0o777)).expect("a mode");
    let output = scratch.numjit(&["run", &script]);
    assert_eq!(text(&output.stdout), "3\n");
    let stderr = text(&output.stderr);
    assert!(
        stderr.contains("the cache is not used") && stderr.contains("chmod go-w"),
        "{stderr}"
    );
    assert_eq!(fs::read_dir(scratch.cache()).expect("a folder").count(), 0);
}

/// Every file below a folder.
fn all_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        match entry.path().is_dir() {
            true => all_files(&entry.path(), found),
            false => found.push(entry.path()),
        }
    }
}

#[test]
fn damaged_files_are_found_and_replaced() {
    let scratch = Scratch::new("damaged");
    let script = scratch.write(
        "script.py",
        "from numba import njit\nprint(njit(lambda: 3)())\n",
    );
    scratch.run(&script);
    let mut entries = Vec::new();
    all_files(&scratch.cache(), &mut entries);
    for path in &entries {
        let mut bytes = fs::read(path).expect("an entry");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 4;
        fs::write(path, bytes).expect("an entry");
    }
    let output = scratch.numjit(&["cache", "verify"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("changed, or written with another secret"));
    assert_eq!(scratch.run(&script).0, "3\n");
    let output = scratch.numjit(&["cache", "verify"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    assert_eq!(scratch.run(&script), ("3\n".to_owned(), Vec::new()));
}

#[test]
fn why_names_what_changed() {
    let scratch = Scratch::new("why");
    let helper = scratch.write("helper.py", HELPER);
    let script = scratch.write("script.py", SCRIPT);
    let why = |args: &[&str]| {
        let output = scratch.numjit(&[&["cache", "why", script.as_str()], args].concat());
        text(&output.stdout)
    };
    scratch.run(&script);
    assert!(why(&["main"]).contains("it had not been compiled before"));
    scratch.write("script.py", &SCRIPT.replace("K = 3", "K = 44"));
    scratch.run(&script);
    let told = why(&["main"]);
    let expected = "global `K` in `offset` changed: it was 3, now it is 44";
    assert!(told.contains(expected), "{told}");
    fs::write(&helper, HELPER.replace("x * FACTOR", "FACTOR * x")).expect("a file");
    scratch.run(&script);
    let told = why(&["main"]);
    assert!(told.contains("source of `scale` changed"), "{told}");
    let told = why(&["apart"]);
    assert!(!told.contains("changed"), "{told}");
    let edited = SCRIPT
        .replace("K = 3", "K = 44")
        .replace("apart(4)", "apart(4.5)");
    scratch.write("script.py", &edited);
    scratch.run(&script);
    let told = why(&["apart"]);
    assert!(told.contains("for these argument types"), "{told}");
    let output = scratch.numjit(&["cache", "why", &script, "nobody"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("no compilation of `nobody`"));
}

#[test]
fn code_goes_from_one_cache_to_another() {
    let (here, there) = (Scratch::new("from"), Scratch::new("to"));
    let script = here.write(
        "script.py",
        "from numba import njit\nprint(njit(lambda: 3)())\n",
    );
    here.run(&script);
    let archive = here.0.join("archive.njc").to_string_lossy().into_owned();
    assert!(here.numjit(&["cache", "export", &archive]).status.success());
    let output = there.numjit(&["cache", "import", &archive]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(there.run(&script), ("3\n".to_owned(), Vec::new()));
    let list = text(&there.numjit(&["cache", "list"]).stdout);
    assert!(
        list.contains("<lambda>() -> ") && list.contains("script.py"),
        "{list}"
    );
    fs::write(&archive, "no archive").expect("a file");
    let output = there.numjit(&["cache", "import", &archive]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("not a cache archive"));
    assert!(text(&there.numjit(&["cache", "clear"]).stdout).contains(" removed"));
    assert!(text(&there.numjit(&["cache", "list"]).stdout).starts_with("0 functions"));
}

#[test]
fn a_cache_that_is_not_there_is_said_so() {
    let scratch = Scratch::new("nothing");
    let output = scratch.numjit(&["cache", "list"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("there is no cache yet"));
    let output = scratch.numjit(&["cache", "gc", "--size", "much"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("500M"));
}

#[test]
fn functions_that_come_and_go_are_told_apart() {
    let scratch = Scratch::new("come-and-go");
    let script = scratch.write(
        "script.py",
        "
from numba import njit
@njit
def apply(f, x):
    return f(x)
def make(k):
    @njit
    def h(x):
        return x + k
    return h
print([apply(make(k), 1) for k in range(5)])
K = 1
@njit
def outer(x):
    def inner(y):
        return y * K
    return inner(x)
print(outer(7))
K = 2
print(outer(7))
outer.recompile()
print(outer(7))
",
    );
    let expected = "[1, 2, 3, 4, 5]\n7\n7\n14\n";
    let without = scratch.numjit(&["run", "--no-cache", &script]);
    assert_eq!(text(&without.stdout), expected);
    for _ in 0..2 {
        assert_eq!(scratch.run(&script).0, expected);
    }
}

#[test]
fn stats_count_functions_that_ask_for_the_cache() {
    let scratch = Scratch::new("stats");
    let script = scratch.write(
        "script.py",
        "
from numba import njit
@njit(cache=True)
def f(x):
    return x
@njit
def g(x):
    return x
f(1); g(1)
s = f.stats
print(s.cache_path is not None, sum(s.cache_hits.values()), sum(s.cache_misses.values()))
print(g.stats)
",
    );
    let nothing = "_CompileStats(cache_path=None, cache_hits=Counter(), cache_misses=Counter())";
    assert_eq!(scratch.run(&script).0, format!("True 0 1\n{nothing}\n"));
    assert_eq!(scratch.run(&script).0, format!("True 1 0\n{nothing}\n"));
}

const CLASSES: &str = "
from numba import njit, int64, float64, types
from numba.experimental import jitclass
from numba.extending import overload

@jitclass([('x', int64), ('y', float64)])
class Item:
    def __init__(self, x):
        self.x = x
        self.y = 0.5

    def value(self):
        return self.scaled() + self.y

    def scaled(self):
        return self.x * 2

def grown(x):
    pass

@overload(grown)
def grown_overload(x):
    if isinstance(x, types.Float):
        return lambda x: x + 100
    return lambda x: x + 1

@njit
def total(n):
    return Item(n).value() + grown(n)

@njit
def apart(x):
    return x * 2

print(total(3), apart(4))
";

/// Edits one thing of the classes' script and checks the result and what is compiled again.
#[track_caller]
fn check_class_edit(name: &str, from: &str, to: &str, output: &str, again: &[&str]) {
    let scratch = Scratch::new(name);
    let script = scratch.write("script.py", CLASSES);
    assert_eq!(scratch.run(&script).0, "10.5 8\n");
    assert_eq!(scratch.run(&script), ("10.5 8\n".to_owned(), Vec::new()));
    assert!(CLASSES.contains(from));
    scratch.write("script.py", &CLASSES.replace(from, to));
    let after = scratch.run(&script);
    assert_eq!(
        (after.0.as_str(), after.1.as_slice()),
        (output, &again.map_owned()[..])
    );
}

#[test]
fn a_changed_class_changes_what_uses_it() {
    // A method that is called through another one.
    check_class_edit(
        "class-method",
        "self.x * 2",
        "self.x * 3",
        "13.5 8\n",
        &["total"],
    );
    // The type of a field.
    let (from, to) = ("('y', float64)", "('y', int64)");
    check_class_edit("class-field", from, to, "10 8\n", &["total"]);
    let (from, to) = (
        "def scaled",
        "def other(self):\n        return 1\n\n    def scaled",
    );
    check_class_edit("class-other", from, to, "10.5 8\n", &[]);
}

#[test]
fn a_changed_overload_changes_what_calls_it() {
    check_class_edit("overload", "x + 1\n", "x + 2\n", "11.5 8\n", &["total"]);
    let (from, to) = ("types.Float)", "types.Integer)");
    check_class_edit("overload-choice", from, to, "109.5 8\n", &["total"]);
}

/// One kind of thing that code is kept of: a script, an edit of it, and the reason for compiling that the
/// edit must be told as, for one function.
struct Kept {
    name: &'static str,
    script: &'static str,
    edit: (&'static str, &'static str),
    why: (&'static str, &'static str),
}

const KEPT: &[Kept] = &[
    Kept {
        name: "factory",
        script: "
from numba import njit
def make(n):
    @njit
    def add(x):
        return x + n
    return add
print(make(3)(4))
",
        edit: ("make(3)", "make(5)"),
        why: ("add", "global `n` in `add` changed: it was 3, now it is 5"),
    },
    Kept {
        name: "generator",
        script: "
from numba import njit
STEP = 2
@njit
def count(n):
    i = 0
    while i < n:
        yield i
        i += STEP
print(list(count(7)))
",
        edit: ("STEP = 2", "STEP = 3"),
        why: (
            "count",
            "global `STEP` in `count` changed: it was 2, now it is 3",
        ),
    },
    Kept {
        name: "nested-generator",
        script: "
from numba import njit
SCALE = 2
@njit
def outer(n):
    def inner(k):
        for i in range(k):
            yield i * n * SCALE
    return inner(n)
print(list(outer(4)), sum(outer(3)))
",
        edit: ("SCALE = 2", "SCALE = 10"),
        why: (
            "outer",
            "global `SCALE` in `outer` changed: it was 2, now it is 10",
        ),
    },
    Kept {
        name: "generator-argument",
        script: "
from numba import njit
@njit
def squares(n):
    for i in range(n):
        yield i * i
@njit
def total(values):
    s = 0
    for value in values:
        s += value
    return s
print(total(squares(5)))
",
        edit: ("yield i * i", "yield i * i + 1"),
        why: ("total", "source of `squares` changed"),
    },
    Kept {
        name: "closure-argument",
        script: "
from numba import njit
@njit
def twice(f, x):
    return f(f(x))
@njit
def main(x, k):
    def shifted(y):
        return y + k
    return twice(shifted, x)
print(main(1, 10))
",
        edit: ("f(f(x))", "f(f(f(x)))"),
        why: ("main", "source of `twice` changed"),
    },
    Kept {
        name: "function-argument",
        script: "
from numba import njit
@njit
def square(x):
    return x * x
@njit
def twice(f, x):
    return f(f(x))
print(twice(square, 3))
",
        edit: ("return x * x", "return x * x * x"),
        why: ("twice", "source of `square` changed"),
    },
    Kept {
        name: "exceptions",
        script: "
from numba import njit
class Low(ValueError):
    pass
class High(Low):
    pass
@njit
def check(x):
    if x > 3:
        raise High('high', x)
    return x
@njit
def guarded(x):
    try:
        return check(x)
    except Low:
        return -1
print(guarded(2), guarded(5))
try:
    check(9)
except High as error:
    print(error.args)
",
        edit: ("except Low", "except High"),
        why: ("guarded", "source of `guarded` changed"),
    },
    Kept {
        name: "vectorize",
        script: "
import numpy as np
from numba import vectorize
@vectorize
def clipped(x, top):
    return min(x, top)
print(clipped(np.arange(5.0), 2.5), clipped(np.arange(3), 1))
",
        edit: ("min(x, top)", "min(x, top) + 1"),
        why: ("clipped", "source of `clipped` changed"),
    },
    Kept {
        name: "named-tuple",
        script: "
from collections import namedtuple
from numba import njit
Point = namedtuple('Point', 'x y')
@njit
def norm(p):
    return p.x * p.x + p.y * p.y
@njit
def moved(p):
    return Point(p.x + 1, p.y)
print(norm(Point(3, 4)), moved(Point(1.5, 2)))
",
        edit: ("p.x * p.x +", "p.x * p.x -"),
        why: ("norm", "source of `norm` changed"),
    },
    Kept {
        name: "containers",
        script: "
from numba import njit
from numba.typed import Dict, List
@njit
def count(words):
    seen = dict()
    for word in words:
        seen[word] = seen.get(word, 0) + 1
    return seen
words = List(['a', 'b', 'a'])
print(dict(count(words)), count(words)['a'])
",
        edit: ("0) + 1", "0) + 2"),
        why: ("count", "source of `count` changed"),
    },
];

#[test]
fn every_kind_of_function_is_kept_and_told_when_it_changes() {
    for kept in KEPT {
        let scratch = Scratch::new(&format!("kind-{}", kept.name));
        let script = scratch.write("script.py", kept.script);
        let fresh = |script: &str| {
            let output = scratch.numjit(&["run", "--no-cache", script]);
            let stderr = text(&output.stderr);
            assert!(output.status.success(), "{}: {stderr}", kept.name);
            text(&output.stdout)
        };
        let expected = fresh(&script);
        let first = scratch.run(&script);
        assert_eq!(first.0, expected, "{}", kept.name);
        assert!(!first.1.is_empty(), "{}", kept.name);
        assert_eq!(
            scratch.run(&script),
            (expected.clone(), Vec::new()),
            "{}",
            kept.name
        );
        let (from, to) = kept.edit;
        assert!(kept.script.contains(from), "{}", kept.name);
        scratch.write("script.py", &kept.script.replace(from, to));
        let changed = fresh(&script);
        let again = scratch.run(&script);
        assert_eq!(again.0, changed, "{}", kept.name);
        assert!(!again.1.is_empty(), "{}", kept.name);
        let (function, reason) = kept.why;
        let told = text(&scratch.numjit(&["cache", "why", &script, function]).stdout);
        assert!(told.contains(reason), "{}: {told}", kept.name);
        assert_eq!(scratch.run(&script), (changed, Vec::new()), "{}", kept.name);
        scratch.write("script.py", kept.script);
        assert_eq!(
            scratch.run(&script),
            (expected, Vec::new()),
            "{}",
            kept.name
        );
    }
}

#[test]
fn exception_classes_are_known_whatever_was_named_before() {
    let scratch = Scratch::new("exception-order");
    let script = scratch.write(
        "script.py",
        "
import sys
from numba import njit
class A(Exception): pass
class B(A): pass
class C(KeyError): pass
@njit
def a(): raise A('a')
@njit
def b(): raise B('b')
@njit
def c():
    try:
        b()
    except C:
        return 1
    except A:
        return 2
    return 3
for name in sys.argv[1]:
    try:
        print(name, globals()[name]())
    except Exception as error:
        print(name, type(error).__name__, error)
",
    );
    let run = |order: &str| {
        let output = scratch.numjit(&["run", "--timings", &script, order]);
        (text(&output.stdout), compiled(&text(&output.stderr)).len())
    };
    assert_eq!(run("abc").0, "a A a\nb B b\nc 2\n");
    assert_eq!(run("cba"), ("c 2\nb B b\na A a\n".to_owned(), 0));
    assert_eq!(run("bc"), ("b B b\nc 2\n".to_owned(), 0));
    assert_eq!(run("c"), ("c 2\n".to_owned(), 0));
}

#[test]
fn numbas_variable_names_the_folder_too() {
    let scratch = Scratch::new("numba-variable");
    let script = scratch.write(
        "script.py",
        "from numba import njit\nprint(njit(lambda: 3)())\n",
    );
    let folder = scratch.0.join("of-numba");
    let run = |ours: Option<&Path>| {
        let mut command = scratch.command();
        command
            .env_remove("NUMJIT_CACHE_DIR")
            .env("NUMBA_CACHE_DIR", &folder)
            .args(["run", &script]);
        if let Some(ours) = ours {
            command.env("NUMJIT_CACHE_DIR", ours);
        }
        let output = command.output().expect("numjit starts");
        assert_eq!(text(&output.stdout), "3\n");
        assert_eq!(text(&output.stderr), "");
    };
    run(Some(&scratch.cache()));
    assert!(!folder.exists() && scratch.cache().exists());
    run(None);
    assert!(folder.exists());
}

/// No file may grow beyond a block or two, which is what a full disk looks like from here.
#[test]
fn a_full_disk_costs_entries_and_nothing_else() {
    let scratch = Scratch::new("full");
    let script = scratch.write("script.py", SCRIPT);
    scratch.write("helper.py", HELPER);
    // The secret is made beforehand.
    assert!(scratch.numjit(&["run", "-c", "pass"]).status.success());
    let mut command = Command::new("sh");
    let line = "trap '' XFSZ; ulimit -f 1; exec \"$0\" run \"$1\"";
    command.args(["-c", line, env!("CARGO_BIN_EXE_numjit"), &script]);
    command
        .env("NUMJIT_CACHE_DIR", scratch.cache())
        .env("XDG_STATE_HOME", scratch.0.join("state"));
    for _ in 0..2 {
        let output = command.output().expect("sh starts");
        assert_eq!(text(&output.stdout), "53 8\n");
        assert_eq!(text(&output.stderr), "");
    }
    let verified = scratch.numjit(&["cache", "verify"]);
    assert_eq!(
        verified.status.code(),
        Some(0),
        "{}",
        text(&verified.stdout)
    );
    assert!(text(&verified.stdout).contains("0 unfinished drafts"));
    // With room again, entries come.
    assert_eq!(scratch.run(&script).1, ["main", "apart"]);
    assert_eq!(scratch.run(&script).1, [""; 0]);
}

#[test]
fn a_cache_behind_a_link_or_that_cannot_be_written_is_used() {
    let scratch = Scratch::new("linked");
    let script = scratch.write("script.py", SCRIPT);
    scratch.write("helper.py", HELPER);
    let real = scratch.0.join("elsewhere");
    fs::create_dir(&real).expect("a folder");
    std::os::unix::fs::symlink(&real, scratch.cache()).expect("a link");
    assert_eq!(scratch.run(&script).1, ["main", "apart"]);
    assert!(fs::read_dir(&real).expect("a folder").count() > 0);
    fs::set_permissions(&real, fs::Permissions::from_mode(0o500)).expect("a mode");
    assert_eq!(scratch.run(&script), ("53 8\n".to_owned(), Vec::new()));
    // What is new is compiled each time, or kept where the user is root.
    scratch.write("script.py", &SCRIPT.replace("K = 3", "K = 4"));
    assert_eq!(scratch.run(&script).0, "54 8\n");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o700)).expect("a mode");
}

/// Root removes files everywhere, so that this shows something for ordinary users only.
#[test]
fn what_cannot_be_removed_is_said() {
    let scratch = Scratch::new("stuck");
    let script = scratch.write("script.py", "from numba import njit\nnjit(lambda: 3)()\n");
    scratch.run(&script);
    let set_modes = |mode| {
        for entry in fs::read_dir(scratch.cache()).expect("a folder").flatten() {
            fs::set_permissions(entry.path(), fs::Permissions::from_mode(mode)).expect("a mode");
        }
    };
    set_modes(0o500);
    let probe = scratch.cache().join("tmp/probe");
    let is_stuck = fs::write(&probe, "").is_err();
    let _ = fs::remove_file(&probe);
    for command in [&["clear"][..], &["gc", "--size", "0"]] {
        let output = scratch.numjit(&[&["cache"], command].concat());
        let said = text(&output.stderr).contains("cannot be removed");
        let expected = if is_stuck {
            (Some(2), true)
        } else {
            (Some(0), false)
        };
        assert_eq!((output.status.code(), said), expected, "{command:?}");
    }
    // Clearing removes empty folders, if it may.
    if is_stuck {
        set_modes(0o700);
    }
}
