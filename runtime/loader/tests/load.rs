//! Loading hand-made x86-64 code: calls, constants, stubs, words, reuse of memory, forks.
#![cfg(all(target_arch = "x86_64", target_os = "linux"))]
#![allow(unsafe_code, reason = "the tests run the code they load")]

use numjit_abi::Symbol;
use numjit_loader::{
    CodeFunction, CodeMemory, CodeObject, LineEntry, LoadError, LoadedObject, MemoryConfig, Reloc,
    RelocKind, RelocTarget, Section, lookup,
};

const PRIVATE_PAGES: MemoryConfig = MemoryConfig {
    dual_mapping: false,
    ..MemoryConfig::DEFAULT
};

/// Both ways of getting executable memory.
const CONFIGS: [MemoryConfig; 2] = [MemoryConfig::DEFAULT, PRIVATE_PAGES];

fn memory(config: MemoryConfig) -> CodeMemory {
    CodeMemory::new(config).expect("addresses are free")
}

fn function(name: &str, offset: u32, size: usize) -> CodeFunction {
    CodeFunction {
        name: name.to_owned(),
        offset,
        size: size as u32,
        ..CodeFunction::default()
    }
}

/// `mov eax, value; ret`
fn constant(name: &str, value: i32) -> CodeObject {
    let code = [&[0xb8], value.to_le_bytes().as_slice(), &[0xc3]].concat();
    CodeObject {
        functions: vec![function(name, 0, code.len())],
        code,
        ..CodeObject::default()
    }
}

fn reloc(offset: u32, kind: RelocKind, target: RelocTarget, addend: i64) -> Reloc {
    Reloc {
        section: Section::Code,
        offset,
        kind,
        target,
        addend,
    }
}

fn nothing(_: &RelocTarget) -> Option<*const u8> {
    None
}

/// Calls a loaded function without parameters.
fn call(object: &LoadedObject, name: &str) -> i32 {
    let address = object.address(name).expect("the function is loaded");
    // Safety: the tests load functions of this type, and `object` is alive.
    unsafe { std::mem::transmute::<*const u8, extern "C" fn() -> i32>(address)() }
}

extern "C" fn forty_two() -> i32 {
    42
}

#[test]
fn code_runs() {
    for config in CONFIGS {
        let object = memory(config).load(&constant("f", 7), &nothing).unwrap();
        assert_eq!(call(&object, "f"), 7);
        assert_eq!(object.address("g"), None);
        assert_eq!(object.code().len(), 6);
    }
}

/// `jmp target` behind nops, so that the distance is not the same everywhere.
fn jump(target: RelocTarget) -> CodeObject {
    CodeObject {
        functions: vec![function("jump", 1, 5)],
        code: vec![0x90, 0xe9, 0, 0, 0, 0],
        relocations: vec![reloc(2, RelocKind::CallPcRel4, target, -4)],
        ..CodeObject::default()
    }
}

#[test]
fn calls_reach_near_and_far_targets() {
    let far_library = libc::strlen as *const u8;
    for config in CONFIGS {
        let memory = memory(config);
        for address in [forty_two as *const u8, far_library] {
            let resolve = |_: &RelocTarget| Some(address);
            let object = memory.load(&jump(RelocTarget::Symbol(Symbol::Alloc)), &resolve);
            let object = object.unwrap();
            if address == far_library {
                let entry = object.address("jump").unwrap();
                // Safety: the code jumps to `strlen`.
                let length = unsafe {
                    std::mem::transmute::<*const u8, extern "C" fn(*const u8) -> usize>(entry)(
                        c"numjit".as_ptr().cast(),
                    )
                };
                assert_eq!(length, 6);
            } else {
                assert_eq!(call(&object, "jump"), 42);
            }
        }
    }
}

#[test]
fn functions_call_each_other_within_and_between_objects() {
    for config in CONFIGS {
        let memory = memory(config);
        let mut both = constant("inner", 5);
        both.code.resize(16, 0xcc);
        let mut outer = jump(RelocTarget::Function("inner".to_owned()));
        both.functions.push(function("jump", 17, 5));
        both.code.append(&mut outer.code);
        outer.relocations[0].offset += 16;
        both.relocations = outer.relocations;
        let first = memory.load(&both, &nothing).unwrap();
        assert_eq!(call(&first, "jump"), 5);

        let resolve = |target: &RelocTarget| match target {
            RelocTarget::Function(name) => first.address(name),
            _ => None,
        };
        let second = jump(RelocTarget::Function("inner".to_owned()));
        let second = memory.load(&second, &resolve).unwrap();
        assert_eq!(call(&second, "jump"), 5);
    }
}

#[test]
fn constants_and_words_are_found() {
    for config in CONFIGS {
        // mov eax, [rip + rodata + 4]; mov rcx, [rip + word]; add eax, [rcx]; ret
        let code = [
            &[0x8b, 0x05][..],
            &[0; 4],
            &[0x48, 0x8b, 0x0d],
            &[0; 4],
            &[0x03, 0x01, 0xc3],
        ]
        .concat();
        let external = RelocTarget::External("captured".to_owned());
        let object = CodeObject {
            functions: vec![function("f", 0, code.len())],
            code,
            rodata: [1i32.to_le_bytes(), 20i32.to_le_bytes(), [0; 4], [0; 4]].concat(),
            frames: Vec::new(),
            relocations: vec![
                reloc(2, RelocKind::PcRel4, RelocTarget::Rodata, 4 - 4),
                reloc(9, RelocKind::GotPcRel4, external.clone(), -4),
                Reloc {
                    section: Section::Rodata,
                    offset: 8,
                    kind: RelocKind::Abs8,
                    target: RelocTarget::Function("f".to_owned()),
                    addend: 0,
                },
            ],
        };
        let captured = 300i32;
        let resolve = |target: &RelocTarget| {
            assert_eq!(*target, external);
            Some((&raw const captured).cast())
        };
        let loaded = memory(config).load(&object, &resolve).unwrap();
        assert_eq!(call(&loaded, "f"), 320);
        assert_eq!(loaded.rodata().start % 64, 0);
        let stored: *const usize = std::ptr::with_exposed_provenance(loaded.rodata().start + 8);
        // Safety: the constants are mapped while `loaded` lives.
        assert_eq!(unsafe { *stored }, loaded.address("f").unwrap().addr());
    }
}

#[test]
fn what_is_missing_or_out_of_reach_is_named() {
    let memory = memory(MemoryConfig::DEFAULT);
    let missing = RelocTarget::LibCall("nothing".to_owned());
    let error = memory.load(&jump(missing.clone()), &nothing).unwrap_err();
    assert!(matches!(error, LoadError::Unresolved(target) if target == missing));

    let mut object = jump(RelocTarget::External("far".to_owned()));
    object.relocations[0].kind = RelocKind::PcRel4;
    let far = |_: &RelocTarget| Some(std::ptr::without_provenance(usize::MAX));
    let error = memory.load(&object, &far).unwrap_err();
    assert_eq!(
        error.to_string(),
        "External(\"far\") is too far away for a PcRel4 relocation"
    );
    assert_eq!(memory.stats().used, 0);

    object.relocations[0].offset = 3;
    assert!(matches!(
        memory.load(&object, &far),
        Err(LoadError::Invalid(_))
    ));
}

#[test]
fn memory_is_reused() {
    for config in CONFIGS {
        let memory = memory(config);
        let kept = memory.load(&constant("kept", 1), &nothing).unwrap();
        let mut most = 0;
        for round in 0..10_000 {
            let object = memory.load(&constant("f", round), &nothing).unwrap();
            assert_eq!(call(&object, "f"), round);
            most = most.max(memory.stats().mapped);
        }
        assert!(most <= config.chunk, "{most} bytes mapped");
        assert_eq!(memory.stats().used, 64);
        assert_eq!(call(&kept, "kept"), 1);
    }
}

#[test]
fn many_objects_share_pages_and_all_pages_come_back() {
    let config = MemoryConfig {
        reserve: 1 << 20,
        chunk: 64 << 10,
        ..MemoryConfig::DEFAULT
    };
    let memory = memory(config);
    let objects: Vec<_> = (0..4096)
        .map(|value| memory.load(&constant("f", value), &nothing).unwrap())
        .collect();
    assert_eq!(memory.stats().mapped, 4096 * 64);
    for (value, object) in (0..).zip(&objects) {
        assert_eq!(call(object, "f"), value);
    }
    drop(objects);
    assert_eq!(memory.stats().chunks, 1);

    let large = CodeObject {
        rodata: vec![1; 900 << 10],
        ..constant("large", 9)
    };
    for _ in 0..20 {
        let object = memory.load(&large, &nothing).unwrap();
        assert_eq!(call(&object, "large"), 9);
        let full = memory.load(&large, &nothing);
        assert!(matches!(full, Err(LoadError::Memory(_))));
    }
}

#[test]
fn objects_outlive_the_pool_handle_and_load_in_parallel() {
    let memory = memory(MemoryConfig::DEFAULT);
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let memory = memory.clone();
            scope.spawn(move || {
                for round in 0..500 {
                    let value = thread * 1000 + round;
                    let object = memory.load(&constant("f", value), &nothing).unwrap();
                    assert_eq!(call(&object, "f"), value);
                }
            });
        }
    });
    let object = memory.load(&constant("f", 3), &nothing).unwrap();
    drop(memory);
    assert_eq!(call(&object, "f"), 3);
}

#[test]
fn addresses_give_function_and_line() {
    let memory = memory(MemoryConfig::DEFAULT);
    let mut object = constant("source.f", 7);
    let line = |offset, line, column| LineEntry {
        offset,
        line,
        column,
    };
    object.functions[0].lines = vec![line(0, 10, 5), line(5, 11, 0)];
    let loaded = memory.load(&object, &nothing).unwrap();
    let entry = loaded.address("source.f").unwrap();
    let found = lookup(entry.wrapping_add(4)).unwrap();
    assert_eq!((found.function.as_str(), found.offset), ("source.f", 4));
    assert_eq!((found.line, found.column), (Some(10), Some(5)));
    let found = lookup(entry.wrapping_add(5)).unwrap();
    assert_eq!((found.line, found.column), (Some(11), None));
    assert_eq!(lookup(entry.wrapping_add(6)), None);
    assert_eq!(
        lookup(entry.wrapping_sub(1)).map(|found| found.function),
        None
    );
    drop(loaded);
    assert_eq!(lookup(entry), None);
}
