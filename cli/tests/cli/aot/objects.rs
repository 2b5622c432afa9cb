//! What is in the files: names, needed libraries, debug information, code for other machines.

use std::path::Path;

use object::read::elf::{ElfFile64, FileHeader};
use object::{Architecture, Endianness, Object, ObjectSection, ObjectSymbol, elf};

use super::tools::{build, folder, names, run, skip, write};

const KERNELS: &str = r#"
from numba import njit

@njit("float64(float64[::1], float64[::1])")
def dot(a, b):
    """Inner product."""
    s = 0.0
    for i in range(a.shape[0]):
        s += a[i] * b[i]
    return s

@njit(["int64(int64)", "float64(float64)"])
def square(x):
    return x * x

@njit("float64[:, :](float64[:, :])")
def turned(a):
    return a.T

@njit("int64(int64)", error_model="numpy")
def triangle(n):
    s = 0
    for i in range(n):
        s += i
    return s

@njit
def helper(x):
    return x

@njit("float64(float64)")
def _private(x):
    return x
"#;

const PROGRAM: &str = r#"
#include <stdio.h>
#include "kernels.h"

int main(void) {
    double a[6] = {1, 2, 3, 4, 5, 6}, b[6] = {6, 5, 4, 3, 2, 1}, r;
    kernels_float64_1d x = kernels_float64_1d_over(a, 6), y = kernels_float64_1d_over(b, 6);
    if (dot(&x, &y, &r)) return 1;
    printf("dot %g\n", r);
    int64_t n;
    if (square__int64(7, &n) || square__float64(1.5, &r)) return 2;
    printf("square %d %g\n", (int)n, r);
    kernels_float64_2d m = kernels_float64_2d_over(a, 2, 3), t;
    if (turned(&m, &t)) return 3;
    printf("turned %d %d %d\n", (int)t.shape[0], (int)t.shape[1], (int)(t.data == a));
    if (t.owner != NULL) return 4;
    x.strides[0] = 16;
    if (!dot(&x, &y, &r)) return 5;
    printf("%s: %s\n", kernels_error_type(), kernels_error_message());
    if (!dot(NULL, &y, &r)) return 6;
    printf("%s\n", kernels_error_message());
    y.shape[0] = 3;
    x = kernels_float64_1d_over(a, 6);
    if (!dot(&x, &y, &r)) return 7;
    printf("%s", kernels_error_traceback());
    return 0;
}
"#;

const PRINTED: &str = "dot 56\nsquare 49 2.25\nturned 3 2 1\n\
ValueError: dot: the shape and strides of a are not those of float64[::1]\n\
dot: a pointer is NULL\n\
Traceback (most recent call last):\n  File \"kernels.py\", line 9, in dot\n\
IndexError: index 3 is out of bounds for axis 0 with size 3\n";

/// The names that the library of [`KERNELS`] shows.
const VISIBLE: &[&str] = &[
    "dot",
    "kernels_error_message",
    "kernels_error_traceback",
    "kernels_error_type",
    "kernels_release",
    "square__float64",
    "square__int64",
    "triangle",
    "turned",
];

fn read(path: &Path) -> Vec<u8> {
    match std::fs::read(path) {
        Ok(data) => data,
        Err(error) => panic!("cannot read {}: {error}", path.display()),
    }
}

fn parse(data: &[u8]) -> ElfFile64<'_, Endianness> {
    match ElfFile64::parse(data) {
        Ok(file) => file,
        Err(error) => panic!("not an ELF file: {error}"),
    }
}

/// Names of the shared libraries that a library needs.
fn needed(file: &ElfFile64<'_, Endianness>) -> Vec<String> {
    let (endian, data) = (file.endian(), file.data());
    let sections = file.elf_header().sections(endian, data);
    let Ok(sections) = sections else {
        return Vec::new();
    };
    let Ok(Some((dynamic, link))) = sections.dynamic(endian, data) else {
        return Vec::new();
    };
    let strings = sections.strings(endian, data, link).unwrap_or_default();
    let entries = dynamic
        .iter()
        .filter(|entry| entry.d_tag.get(endian) == elf::DT_NEEDED);
    entries
        .filter_map(|entry| strings.get(entry.d_val.get(endian) as u32).ok())
        .map(|name| String::from_utf8_lossy(name).into_owned())
        .collect()
}

#[test]
fn shared_libraries_show_what_was_asked_and_need_the_c_library() {
    let work = folder();
    write(work.path(), "kernels.py", KERNELS);
    build(work.path(), &["kernels.py"]);
    let data = read(&work.path().join("libkernels.so"));
    let file = parse(&data);
    let defined = file
        .dynamic_symbols()
        .filter(|symbol| symbol.is_definition());
    let mut visible: Vec<&str> = defined.filter_map(|symbol| symbol.name().ok()).collect();
    visible.sort_unstable();
    assert_eq!(visible, VISIBLE);
    for library in needed(&file) {
        let known = ["libc.", "libm.", "libpthread.", "libdl.", "ld-linux"];
        assert!(
            known.iter().any(|known| library.starts_with(known)),
            "{library}"
        );
    }
    let all = names(work.path());
    assert_eq!(
        all,
        ["kernels.h", "kernels.pc", "kernels.py", "libkernels.so"]
    );
}

#[test]
fn every_form_of_library_works_from_c() {
    let work = folder();
    write(work.path(), "kernels.py", KERNELS);
    write(work.path(), "program.c", PROGRAM);
    let forms: [(&str, &[&str]); 5] = [
        ("libkernels.so", &[]),
        ("libkernels.a", &[]),
        ("kernels.o", &["-g"]),
        ("libkernels.so", &["--target-cpu", "native", "-g"]),
        ("libkernels.so", &["--target-cpu", "v1,v2,v3,v4"]),
    ];
    for (output, options) in forms {
        let foreign = cfg!(not(target_arch = "x86_64")) && options.contains(&"v1,v2,v3,v4");
        if foreign {
            continue;
        }
        let args = ["kernels.py", "--name", "kernels", "-o", output];
        build(work.path(), &[&args[..], options].concat());
        let flags = ["-Wall", "-Wextra", "-Werror", "-pedantic", "-std=c99"];
        let link = [
            "program.c",
            output,
            "-lm",
            "-lpthread",
            "-ldl",
            "-Wl,-rpath,.",
            "-o",
            "./program",
        ];
        run(work.path(), "cc", &[&flags[..], &link].concat());
        let printed = run(work.path(), "./program", &[]);
        assert_eq!(printed.as_deref(), Some(PRINTED), "{output} {options:?}");
    }
}

#[test]
fn two_static_libraries_live_in_one_program() {
    let work = folder();
    let one = "from numba import njit\n@njit('int64[::1](int64)')\ndef ones(n):\n    return np.ones(n, np.int64)\n";
    let two = one.replace("ones", "zeros");
    write(work.path(), "one.py", &format!("import numpy as np\n{one}"));
    write(work.path(), "two.py", &format!("import numpy as np\n{two}"));
    build(work.path(), &["one.py", "-o", "libone.a"]);
    build(work.path(), &["two.py", "-o", "libtwo.a"]);
    let program = "#include \"one.h\"\n#include \"two.h\"\n#include <stdio.h>\nint main(void) {\n  \
        one_int64_1d a; two_int64_1d b;\n  if (ones(3, &a) || zeros(3, &b)) return 1;\n  \
        printf(\"%d %d\\n\", (int)a.data[2], (int)b.data[2]);\n  one_release(a.owner); two_release(b.owner);\n  \
        return 0;\n}\n";
    write(work.path(), "program.c", program);
    let args = [
        "program.c",
        "libone.a",
        "libtwo.a",
        "-lm",
        "-lpthread",
        "-ldl",
        "-o",
        "./program",
    ];
    run(work.path(), "cc", &args);
    assert_eq!(run(work.path(), "./program", &[]).as_deref(), Some("1 0\n"));
}

#[test]
fn debuggers_show_python_lines() {
    let work = folder();
    write(work.path(), "kernels.py", KERNELS);
    write(work.path(), "program.c", PROGRAM);
    build(work.path(), &["kernels.py", "-g"]);
    let data = read(&work.path().join("libkernels.so"));
    let file = parse(&data);
    for name in [".debug_info", ".debug_line", ".debug_ranges"] {
        let size = file
            .section_by_name(name)
            .map_or(0, |section| section.size());
        assert!(size > 0, "{name}");
    }
    run(
        work.path(),
        "cc",
        &[
            "program.c",
            "libkernels.so",
            "-Wl,-rpath,.",
            "-o",
            "./program",
        ],
    );
    let commands = [
        "-ex",
        "set breakpoint pending on",
        "-ex",
        "break kernels.py:9",
        "-ex",
        "run",
        "-ex",
        "bt 3",
    ];
    let shown = run(
        work.path(),
        "gdb",
        &[&["-nx", "-batch"][..], &commands, &["./program"]].concat(),
    );
    if let Some(shown) = shown {
        assert!(shown.contains("kernels.py:9"), "{shown}");
        assert!(shown.contains("s += a[i] * b[i]"), "{shown}");
        assert!(shown.contains("in main"), "{shown}");
    }
}

/// Functions that call nothing of the runtime: no allocation, no exception.
const PURE: &str = r#"
from numba import njit

@njit("int64(int64, int64)", error_model="numpy")
def gcd(a, b):
    while b != 0:
        a, b = b, a % b
    return a

@njit("float64(float64[::1])")
def total(a):
    s = 0.0
    for x in a:
        s += x
    return s

@njit("int64(int64[::1], int64)")
def item(a, i):
    return a[i]
"#;

const PURE_PROGRAM: &str = r#"
#include <stdio.h>
#include "pure.h"

int main(void) {
    int64_t n;
    double a[3] = {1, 2, 4}, r;
    pure_float64_1d view = pure_float64_1d_over(a, 3);
    if (gcd(12, 18, &n) || total(&view, &r)) return 1;
    printf("%d %g\n", (int)n, r);
    if (!total(0, &r)) return 2;
    printf("%s\n", pure_error_type());
    return 0;
}
"#;

#[test]
fn code_without_a_runtime_needs_none() {
    let work = folder();
    write(work.path(), "pure.py", PURE);
    write(work.path(), "program.c", PURE_PROGRAM);
    let printed = build(
        work.path(),
        &["pure.py", "-o", "pure.o", "-e", "gcd", "-e", "total"],
    );
    assert!(!printed.contains("nj_"), "{printed}");
    run(
        work.path(),
        "cc",
        &["-Wall", "-Werror", "program.c", "pure.o", "-o", "./program"],
    );
    assert_eq!(
        run(work.path(), "./program", &[]).as_deref(),
        Some("6 7\nValueError\n")
    );
}

#[test]
fn objects_for_aarch64() {
    let target = "aarch64-unknown-linux-gnu";
    let work = folder();
    write(work.path(), "pure.py", PURE);
    let printed = build(
        work.path(),
        &[
            "pure.py", "--target", target, "-o", "pure.o", "-g", "-e", "gcd", "-e", "total",
        ],
    );
    assert!(!printed.contains("nj_"), "{printed}");
    let data = read(&work.path().join("pure.o"));
    let file = parse(&data);
    assert_eq!(file.architecture(), Architecture::Aarch64);
    let symbol = |name: &str| {
        file.symbol_by_name(name)
            .is_some_and(|symbol| symbol.is_global())
    };
    assert!(symbol("gcd") && symbol("total"));
    let undefined = file.symbols().filter(|symbol| symbol.is_undefined());
    let undefined: Vec<&str> = undefined.filter_map(|symbol| symbol.name().ok()).collect();
    assert!(
        undefined.iter().all(|name| name.is_empty()),
        "{undefined:?}"
    );
    // What needs the runtime says so.
    let printed = build(
        work.path(),
        &[
            "pure.py",
            "--target",
            target,
            "-o",
            "libitem.a",
            "-e",
            "item",
        ],
    );
    assert!(printed.contains("nj_raise_index"), "{printed}");
    run_on_aarch64(work.path());
}

/// Links the object and runs it where a cross compiler and an emulator are installed.
fn run_on_aarch64(folder: &Path) {
    write(folder, "program.c", PURE_PROGRAM);
    let compiler = "aarch64-linux-gnu-gcc";
    let linked = run(
        folder,
        compiler,
        &["-static", "program.c", "pure.o", "-o", "./program"],
    );
    if linked.is_none() {
        return skip("qemu-aarch64 or its compiler");
    }
    let emulators = ["qemu-aarch64", "qemu-aarch64-static"];
    let printed = emulators
        .iter()
        .find_map(|emulator| run(folder, emulator, &["./program"]));
    if let Some(printed) = printed {
        assert_eq!(printed, "6 7\nValueError\n");
    }
}
