//! Parent and child of a fork share the pages of loaded code: neither may change what the other may run.
//!
//! The test is alone in its process, because a fork makes all code memory of a process take new chunks.
#![cfg(all(target_arch = "x86_64", target_os = "linux"))]
#![allow(unsafe_code, reason = "the test forks and runs the code it loads")]

use std::io::{Read, Write};

use numjit_loader::{
    CodeFunction, CodeMemory, CodeObject, LoadedObject, MemoryConfig, RelocTarget,
};

/// `mov eax, value; ret`
fn constant(name: &str, value: i32) -> CodeObject {
    let code = [&[0xb8], value.to_le_bytes().as_slice(), &[0xc3]].concat();
    CodeObject {
        functions: vec![CodeFunction {
            name: name.to_owned(),
            size: code.len() as u32,
            ..CodeFunction::default()
        }],
        code,
        ..CodeObject::default()
    }
}

fn nothing(_: &RelocTarget) -> Option<*const u8> {
    None
}

/// Calls a loaded function without parameters.
fn call(object: &LoadedObject, name: &str) -> i32 {
    let address = object.address(name).expect("the function is loaded");
    // Safety: the test loads functions of this type, and `object` is alive.
    unsafe { std::mem::transmute::<*const u8, extern "C" fn() -> i32>(address)() }
}

#[test]
fn a_fork_separates_new_code_from_old() {
    let memory = CodeMemory::new(MemoryConfig::DEFAULT).unwrap();
    let kept = memory.load(&constant("kept", 3), &nothing).unwrap();
    let dropped = memory.load(&constant("f", 1), &nothing).unwrap();
    let (mut reader, mut writer) = std::io::pipe().unwrap();
    // Safety: the child only loads and runs code and leaves without unwinding.
    let child = unsafe { libc::fork() };
    if child == 0 {
        drop(writer);
        // Wait until the parent has dropped its object and loaded another.
        let _ = reader.read(&mut [0]);
        let before = call(&dropped, "f");
        let own = memory.load(&constant("g", 2), &nothing);
        let own = own.map_or(0, |own| call(&own, "g"));
        drop(kept);
        // Safety: leaves at once, without running the parent's cleanup.
        unsafe { libc::_exit(before * 10 + own) };
    }
    drop(dropped);
    let new = memory.load(&constant("f", 5), &nothing).unwrap();
    assert_eq!(memory.stats().chunks, 2);
    writer.write_all(b"x").unwrap();
    let mut status = 0;
    // Safety: `child` is this test's own process.
    unsafe { libc::waitpid(child, &mut status, 0) };
    assert_eq!(libc::WEXITSTATUS(status), 12);
    assert_eq!((call(&new, "f"), call(&kept, "kept")), (5, 3));
    drop(kept);
    assert_eq!(memory.stats().chunks, 1);
}
