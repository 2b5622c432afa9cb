//! Memory, exceptions, printing and products, through the addresses that compiled code calls.
#![allow(unsafe_code, reason = "the functions are called by address")]

use std::cell::RefCell;
use std::ptr::{null, null_mut};
use std::rc::Rc;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use numjit_abi::{Context, DType, ExceptionKind, MEM_DATA, MemBlock, Symbol};
use numjit_runtime::context::STACK_MARGIN;
use numjit_runtime::text::live_buffers;
use numjit_runtime::{Block, ExcArg, Exception, Frame, Runtime, live_blocks, resolve};

/// Calls a runtime function; the types are those of its row.
macro_rules! call {
    ($symbol:ident($($argument:expr => $type:ty),* $(,)?) $(-> $result:ty)?) => {{
        let address = resolve(Symbol::$symbol);
        // Safety: the types are those of the row, and the tests pass live values.
        unsafe {
            std::mem::transmute::<*const u8, unsafe extern "C" fn($($type),*) $(-> $result)?>(
                address,
            )($($argument),*)
        }
    }};
}

type Cx = *mut Context;
type Bytes = *const u8;
type Buffer = *mut u8;
type Memory = *mut MemBlock;

/// Holds what only one test at a time may use: live blocks are counted for the whole process. At its end
/// all blocks and buffers that the test made must be gone.
struct Counted {
    before: usize,
    _guard: MutexGuard<'static, ()>,
}

impl Counted {
    fn new() -> Counted {
        static LOCK: Mutex<()> = Mutex::new(());
        let guard = LOCK.lock().unwrap_or_else(PoisonError::into_inner);
        Counted {
            before: live_blocks() + live_buffers(),
            _guard: guard,
        }
    }

    /// Blocks and buffers made since the start.
    fn live(&self) -> usize {
        live_blocks() + live_buffers() - self.before
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert_eq!(self.live(), 0, "nothing leaks");
        }
    }
}

/// A runtime that keeps what is printed.
fn runtime() -> (Runtime, Rc<RefCell<String>>, Counted) {
    let counted = Counted::new();
    let printed = Rc::new(RefCell::new(String::new()));
    let sink = Rc::clone(&printed);
    let runtime = Runtime::new(Box::new(move |text| {
        sink.borrow_mut().push_str(text);
        Ok(())
    }));
    (runtime, printed, counted)
}

#[test]
fn blocks_live_as_long_as_their_owners() {
    let (runtime, _, counted) = runtime();
    let cx = runtime.context();
    let large = if cfg!(miri) { 10_000 } else { 5 << 20 };
    for size in [0i64, 1, 63, 64, 65, 4096, large] {
        let block = call!(AllocZeroed(cx => Cx, size => i64) -> Memory);
        // Safety: the block is new.
        let (data, stored) = unsafe { ((*block).data, (*block).size) };
        assert_eq!(data.addr(), block.addr() + MEM_DATA);
        assert_eq!((data.addr() % 64, stored), (0, size as usize));
        // Safety: the payload has this size.
        let payload = || unsafe { std::slice::from_raw_parts(data, stored) };
        assert!(payload().iter().all(|&byte| byte == 0));
        call!(MemSet(data => Buffer, 0x17 => i32, size => i64));
        assert!(payload().iter().all(|&byte| byte == 0x17));
        call!(Retain(block => Memory));
        call!(Release(block => Memory));
        assert_eq!(counted.live(), 1);
        call!(Release(block => Memory));
        assert_eq!(counted.live(), 0);
    }
    call!(Retain(null_mut() => Memory));
    call!(Release(null_mut() => Memory));
}

#[test]
fn impossible_sizes_are_memory_errors() {
    let (runtime, _, counted) = runtime();
    for size in [-1, i64::MIN, i64::MAX, i64::MAX - 100] {
        let block = call!(Alloc(runtime.context() => Cx, size => i64) -> Memory);
        assert!(block.is_null());
        let exception = runtime.take_exception().unwrap();
        assert_eq!(exception.kind, ExceptionKind::MemoryError);
    }
    assert!(runtime.take_exception().is_none());
    assert_eq!(counted.live(), 0);
}

#[test]
fn owners_on_many_threads_free_once() {
    let counted = Counted::new();
    let block = Block::alloc(100).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            let block = block.clone();
            scope.spawn(move || {
                for _ in 0..100 {
                    drop(block.clone());
                }
            });
        }
    });
    assert_eq!((block.owners(), block.size()), (1, 100));
    drop(block);
    assert_eq!(counted.live(), 0);
}

#[test]
fn lent_memory_goes_back_to_its_owner() {
    let counted = Counted::new();
    let mut values = vec![1u8, 2, 3];
    let owner = Arc::new(());
    let data = values.as_mut_ptr();
    // Safety: `values` outlives the block.
    let block = unsafe { Block::lend(data, 3, Box::new(Arc::clone(&owner))) };
    assert_eq!((block.data(), Arc::strong_count(&owner)), (data, 2));
    let raw = block.clone().into_raw();
    drop(block);
    assert_eq!(Arc::strong_count(&owner), 2);
    call!(Release(raw => Memory));
    assert_eq!(Arc::strong_count(&owner), 1);
    assert_eq!(counted.live(), 0);
    // Safety: null stands for no owner.
    assert!(unsafe { Block::from_raw(null_mut()) }.is_none());
}

#[test]
fn copies_and_moves() {
    let mut bytes = *b"abcdef";
    let start = bytes.as_mut_ptr();
    call!(MemMove(start.wrapping_add(2) => Buffer, start => Bytes, 4 => i64));
    assert_eq!(&bytes, b"ababcd");
    call!(MemCopy(bytes.as_mut_ptr() => Buffer, b"xy".as_ptr() => Bytes, 2 => i64));
    call!(MemCopy(null_mut() => Buffer, null() => Bytes, 0 => i64));
    assert_eq!(&bytes, b"xyabcd");
}

#[test]
fn exceptions_carry_arguments_and_frames() {
    let (runtime, _, _counted) = runtime();
    let cx = runtime.context();
    let kind = ExceptionKind::ValueError as i32;
    call!(ExcBegin(cx => Cx, kind => i32));
    call!(ExcPushI64(cx => Cx, -3 => i64));
    call!(ExcPushU64(cx => Cx, u64::MAX => u64));
    call!(ExcPushF64(cx => Cx, 1.5 => f64));
    call!(ExcPushComplex(cx => Cx, 1.0 => f64, -2.0 => f64));
    call!(ExcPushTuple(cx => Cx, 2 => i64));
    call!(ExcPushBool(cx => Cx, 1 => i8));
    call!(ExcPushNone(cx => Cx));
    let wide: Vec<u8> = "x€"
        .chars()
        .flat_map(|c| (c as u16).to_ne_bytes())
        .collect();
    call!(ExcPushStr(cx => Cx, wide.as_ptr() => Bytes, 2 => i64, 2 => i64));
    let record = numjit_abi::frame::record("f", "a.py", 10);
    call!(Frame(cx => Cx, record.as_ptr() => Bytes, 2 => i32));
    let exception = runtime.take_exception().unwrap();
    assert_eq!(
        exception.args,
        [
            ExcArg::Int(-3),
            ExcArg::UInt(u64::MAX),
            ExcArg::Tuple(vec![ExcArg::Float(1.5), ExcArg::Complex(1.0, -2.0)]),
            ExcArg::Bool(true),
            ExcArg::None,
            ExcArg::Str("x€".to_owned()),
        ]
    );
    let frame = Frame {
        function: "f".to_owned(),
        file: "a.py".to_owned(),
        line: 12,
    };
    assert_eq!(exception.frames, [frame]);
    assert_eq!(
        exception.to_string(),
        "ValueError: (-3, 18446744073709551615, (1.5, (1-2j)), True, None, 'x€')"
    );
}

#[test]
fn messages_read_like_python() {
    let (runtime, _, _counted) = runtime();
    let cx = runtime.context();
    let raise = |kind: ExceptionKind, message: &str, len: i64| {
        call!(Raise(cx => Cx, kind as i32 => i32, message.as_ptr() => Bytes, len => i64));
        runtime.take_exception().unwrap()
    };
    let division = raise(ExceptionKind::ZeroDivisionError, "division by zero", 16);
    assert_eq!(division.to_string(), "ZeroDivisionError: division by zero");
    let bare = raise(ExceptionKind::AssertionError, "", -1);
    assert_eq!(
        (bare.args.len(), bare.to_string().as_str()),
        (0, "AssertionError")
    );
    assert_eq!(raise(ExceptionKind::ValueError, "", 0).args.len(), 1);
    assert_eq!(
        raise(ExceptionKind::KeyError, "k", 1).to_string(),
        "KeyError: 'k'"
    );

    call!(RaiseIndex(cx => Cx, -5 => i64, 3 => i64, 1 => i32));
    call!(ExcClear(cx => Cx));
    assert!(runtime.take_exception().is_none());
    call!(RaiseIndex(cx => Cx, -5 => i64, 3 => i64, 1 => i32));
    assert_eq!(
        runtime.take_exception().unwrap().to_string(),
        "IndexError: index -5 is out of bounds for axis 1 with size 3"
    );
    // Arguments and frames without an exception have nowhere to go.
    call!(ExcPushNone(cx => Cx));
    assert!(runtime.take_exception().is_none());
}

#[test]
fn buffers_collect_and_print() {
    let (runtime, printed, counted) = runtime();
    let cx = runtime.context();
    let buffer = call!(BufNew() -> Buffer);
    let space = || call!(BufPushUtf8(buffer => Buffer, b" ".as_ptr() => Bytes, 1 => i64));
    call!(BufPushI64(buffer => Buffer, i64::MIN => i64));
    space();
    call!(BufPushU64(buffer => Buffer, u64::MAX => u64));
    space();
    call!(BufPushF64(buffer => Buffer, 1e16 => f64));
    space();
    call!(BufPushComplex(buffer => Buffer, 0.0 => f64, -1.0 => f64));
    space();
    call!(BufPushBool(buffer => Buffer, 1 => i8));
    space();
    call!(BufPushStr(buffer => Buffer, [0xe9u8].as_ptr() => Bytes, 1 => i64, 1 => i64));
    call!(BufPushStrRepr(buffer => Buffer, b"a'b".as_ptr() => Bytes, 3 => i64, 1 => i64));
    space();
    let (values, shape, strides) = ([1.5f64, 2.0, 3.0, 4.0], [2i64, 2], [16i64, 8]);
    let dtype = DType::F64 as i32;
    call!(BufPushArray(
        buffer => Buffer, dtype => i32, 2 => i64, values.as_ptr().cast() => Bytes,
        shape.as_ptr() => *const i64, strides.as_ptr() => *const i64,
    ));
    let status = call!(BufPrint(cx => Cx, buffer => Buffer) -> i32);
    assert_eq!(status, 0);
    assert_eq!(
        *printed.borrow(),
        "-9223372036854775808 18446744073709551615 1e+16 -1j True é\"a'b\" [[1.5 2. ]\n [3.  4. ]]"
    );
    let unused = call!(BufNew() -> Buffer);
    call!(BufFree(unused => Buffer));
    assert_eq!(counted.live(), 0);
}

#[test]
fn formatting_raises_on_a_bad_spec() {
    let (runtime, printed, _counted) = runtime();
    let cx = runtime.context();
    let buffer = call!(BufNew() -> Buffer);
    let spec = |text: &'static str| (text.as_ptr(), text.len() as i64);
    let (good, len) = spec("08.3f");
    let status = call!(BufFormatF64(
        cx => Cx, buffer => Buffer, -2.5 => f64, good => Bytes, len => i64) -> i32);
    assert_eq!(status, 0);
    let (good, len) = spec("é>3");
    let status = call!(BufFormatStr(
        cx => Cx, buffer => Buffer, b"x".as_ptr() => Bytes, 1 => i64, 1 => i64,
        good => Bytes, len => i64) -> i32);
    assert_eq!(status, 0);
    let (bad, len) = spec("d");
    let status = call!(BufFormatF64(
        cx => Cx, buffer => Buffer, 1.0 => f64, bad => Bytes, len => i64) -> i32);
    assert_eq!(status, 1);
    assert_eq!(
        runtime.take_exception().unwrap().to_string(),
        "ValueError: Unknown format code 'd' for object of type 'float'"
    );
    assert_eq!(call!(BufPrint(cx => Cx, buffer => Buffer) -> i32), 0);
    assert_eq!(*printed.borrow(), "-002.500ééx");
}

/// Finishes a buffer with these code points in four bytes each, and gives the slots.
fn finish(cx: Cx, points: &[u32]) -> [u64; 4] {
    let buffer = call!(BufNew() -> Buffer);
    let data: Bytes = points.as_ptr().cast();
    call!(BufPushStr(buffer => Buffer, data => Bytes, points.len() as i64 => i64, 4 => i64));
    let mut slots = [0; 4];
    let status =
        call!(BufFinish(cx => Cx, buffer => Buffer, slots.as_mut_ptr() => *mut u64) -> i32);
    assert_eq!(status, 0);
    slots
}

#[test]
fn strings_take_the_narrowest_form() {
    let (runtime, _, counted) = runtime();
    for (points, width) in [
        (&[0x61, 0xff][..], 1),
        (&[0x61, 0x100], 2),
        (&[0xd800, 0x20], 2),
        (&[0x1f600], 4),
        (&[], 1),
    ] {
        let [owner, data, len, found] = finish(runtime.context(), points);
        assert_eq!((len, found), (points.len() as u64, width));
        let owner: Memory = std::ptr::with_exposed_provenance_mut(owner as usize);
        let data: Bytes = std::ptr::with_exposed_provenance(data as usize);
        let wide: Bytes = points.as_ptr().cast();
        let (len, width) = (len as i64, width as i64);
        let equal = call!(StrEq(data => Bytes, len => i64, width => i64,
            wide => Bytes, len => i64, 4 => i64) -> i8);
        assert_eq!(equal, 1);
        assert_eq!(owner.is_null(), points.is_empty());
        call!(Release(owner => Memory));
    }
    assert_eq!(counted.live(), 0);
}

#[test]
fn strings_compare_by_code_point() {
    let compare = |a: &str, b: &str| {
        let wide: Vec<u32> = b.chars().map(u32::from).collect();
        call!(StrCmp(a.as_ptr() => Bytes, a.len() as i64 => i64, 1 => i64,
            wide.as_ptr().cast() => Bytes, wide.len() as i64 => i64, 4 => i64) -> i32)
    };
    assert_eq!(compare("abc", "abc"), 0);
    assert_eq!(compare("ab", "abc"), -1);
    assert_eq!(compare("b", "abc"), 1);
    assert_eq!(compare("z", "€"), -1);
    assert_eq!(compare("", ""), 0);
}

#[test]
fn lone_surrogates_do_not_print() {
    let (runtime, printed, _counted) = runtime();
    let cx = runtime.context();
    let buffer = call!(BufNew() -> Buffer);
    let points = [0x61u32, 0xd800];
    call!(BufPushStr(buffer => Buffer, points.as_ptr().cast() => Bytes, 2 => i64, 4 => i64));
    assert_eq!(call!(BufPrint(cx => Cx, buffer => Buffer) -> i32), 1);
    let exception = runtime.take_exception().unwrap();
    assert_eq!(exception.kind, ExceptionKind::UnicodeError);
    assert!(exception.message().contains("'\\ud800' in position 1"));
    assert_eq!(*printed.borrow(), "");
}

/// Prints a text through compiled code's functions.
fn print(cx: Cx, text: &str) -> i32 {
    let buffer = call!(BufNew() -> Buffer);
    call!(BufPushUtf8(buffer => Buffer, text.as_ptr() => Bytes, text.len() as i64 => i64));
    call!(BufPrint(cx => Cx, buffer => Buffer) -> i32)
}

#[test]
fn a_failing_sink_raises() {
    let _counted = Counted::new();
    let error = Exception::new(ExceptionKind::OSError, "the pipe is closed");
    let raised = error.clone();
    let runtime = Runtime::new(Box::new(move |_| Err(raised.clone())));
    assert_eq!(print(runtime.context(), "text"), 1);
    assert_eq!(runtime.take_exception(), Some(error));
}

#[test]
fn a_sink_may_print() {
    let _counted = Counted::new();
    let shared: Rc<RefCell<(Cx, String)>> = Rc::new(RefCell::new((null_mut(), String::new())));
    let sink = Rc::clone(&shared);
    let runtime = Runtime::new(Box::new(move |text| {
        let cx = sink.borrow().0;
        sink.borrow_mut().1.push_str(text);
        if text == "outer" {
            assert_eq!(print(cx, " inner"), 0);
        }
        Ok(())
    }));
    shared.borrow_mut().0 = runtime.context();
    assert_eq!(print(runtime.context(), "outer"), 0);
    assert_eq!(shared.borrow().1, "outer inner");
}

#[test]
fn the_stack_limit_is_below_this_frame() {
    let limit_here = || {
        let (runtime, _, _counted) = runtime();
        let here = 0u8;
        let room = (&raw const here).addr() - runtime.stack_limit();
        assert!(room < 1 << 30, "{room} bytes of room");
        runtime.set_stack_limit(42);
        assert_eq!(runtime.stack_limit(), 42);
        room
    };
    let size = 2 << 20;
    let thread = std::thread::Builder::new().stack_size(size);
    let room = thread.spawn(limit_here).unwrap().join().unwrap();
    if !cfg!(miri) {
        assert!(
            room > size - STACK_MARGIN - (64 << 10) && room < size,
            "{room} bytes of room"
        );
    }
}

#[test]
fn random_state_is_shared_with_the_host() {
    let (runtime, _, _counted) = runtime();
    runtime.seed(1);
    let first = call!(RandomF64(runtime.context() => Cx) -> f64);
    assert_eq!(first, 0.417022004702574);
    let second = runtime.random(|random| random.next_f64());
    assert_eq!(second, 0.7203244934421581);
    let third = call!(RandomF64(runtime.context() => Cx) -> f64);
    assert_eq!(third, 0.00011437481734488664);
}

#[test]
fn overlap_is_judged_by_bytes() {
    let data = [0f64; 10];
    let start: Bytes = data.as_ptr().cast();
    let (shape, stride, packed) = ([5i64], [16i64], 1 | 8 << 32);
    let overlaps = |offset: usize, stride_b: i64| {
        call!(Overlaps(
            start => Bytes, packed => i64, shape.as_ptr() => *const i64, stride.as_ptr() => *const i64,
            start.wrapping_add(offset) => Bytes, packed => i64, shape.as_ptr() => *const i64,
            [stride_b].as_ptr() => *const i64,
        ) -> i8)
    };
    assert_eq!(overlaps(8, 16), 1);
    assert_eq!(overlaps(72, 8), 0);
    assert_eq!(overlaps(80, -8), 1);
}
