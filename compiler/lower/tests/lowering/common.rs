//! Runs typed IR: reference counts, lowering, then the reference interpreter with a small runtime that
//! knows what is allocated.

use std::collections::HashMap;

use numjit_abi::{DType, ExceptionKind, MEM_DATA, StrOp, Symbol, frame};
use numjit_ir::interp::{Externals, Fault, Interpreter, Memory};
use numjit_ir::{Function, Ty, parse_module, verify};
use numjit_lower::{Callees, layout, lower};

/// The runtime functions that tests need.
#[derive(Default)]
pub(crate) struct Runtime {
    pub(crate) output: String,
    pub(crate) kind: Option<ExceptionKind>,
    pub(crate) args: Vec<String>,
    pub(crate) frames: Vec<(String, u64)>,
    buffers: HashMap<u64, String>,
    next_buffer: u64,
    live: HashMap<u64, usize>,
}

impl Runtime {
    fn allocate(&mut self, memory: &mut Memory, size: u64, zero: bool) -> Result<u64, Fault> {
        let block = memory.allocate(MEM_DATA + size as usize);
        memory.store(block, 8, 1)?;
        if zero {
            memory
                .bytes_mut(block + MEM_DATA as u64, size as usize)?
                .fill(0);
        }
        self.live.insert(block, size as usize);
        Ok(block)
    }

    fn count(&mut self, memory: &mut Memory, block: u64, change: i64) -> Result<(), Fault> {
        if block == 0 {
            return Ok(());
        }
        assert!(self.live.contains_key(&block), "count of a dead block");
        let count = memory.load(block, 8)?.wrapping_add_signed(change);
        memory.store(block, 8, count)?;
        if count == 0 {
            self.live.remove(&block);
            memory.free(block)?;
        }
        Ok(())
    }

    fn buffer(&mut self, handle: u64) -> &mut String {
        self.buffers.get_mut(&handle).expect("a text buffer")
    }

    fn text(&self, memory: &Memory, data: u64, len: u64, width: u64) -> Result<String, Fault> {
        let mut text = String::new();
        for i in 0..len {
            let code = memory.load(data + i * width, width as usize)?;
            text.push(char::from_u32(code as u32).expect("a code point"));
        }
        Ok(text)
    }
}

fn utf8(memory: &Memory, data: u64, len: u64) -> Result<String, Fault> {
    let bytes = memory.bytes(data, len as usize)?;
    Ok(String::from_utf8(bytes.to_vec()).expect("UTF-8"))
}

fn words(memory: &Memory, address: u64, count: u64) -> Result<Vec<i64>, Fault> {
    (0..count)
        .map(|i| memory.load(address + 8 * i, 8).map(|word| word as i64))
        .collect()
}

/// Addresses of all bytes of a strided view.
fn view_bytes(memory: &Memory, args: &[u64]) -> Result<Vec<u64>, Fault> {
    let (ndim, item) = (args[1] & 0xffff_ffff, args[1] >> 32);
    let shape = words(memory, args[2], ndim)?;
    let strides = words(memory, args[3], ndim)?;
    let mut starts = vec![args[0]];
    for (&extent, &stride) in shape.iter().zip(&strides) {
        starts = starts
            .iter()
            .flat_map(|&start| (0..extent).map(move |i| start.wrapping_add_signed(i * stride)))
            .collect();
    }
    Ok(starts
        .iter()
        .flat_map(|&start| start..start + item)
        .collect())
}

fn float(bits: u64) -> f64 {
    f64::from_bits(bits)
}

impl Runtime {
    /// Makes a string and writes its four words to slots.
    fn return_text(&mut self, memory: &mut Memory, text: &str, slots: u64) -> Result<(), Fault> {
        let codes: Vec<u8> = text
            .chars()
            .flat_map(|c| u32::from(c).to_le_bytes())
            .collect();
        let owner = self.allocate(memory, codes.len() as u64, false)?;
        let data = owner + MEM_DATA as u64;
        memory.bytes_mut(data, codes.len())?.copy_from_slice(&codes);
        for (i, word) in [owner, data, codes.len() as u64 / 4, 4]
            .into_iter()
            .enumerate()
        {
            memory.store(slots + 8 * i as u64, 8, word)?;
        }
        Ok(())
    }
}

impl Externals for Runtime {
    fn call(&mut self, symbol: Symbol, a: &[u64], memory: &mut Memory) -> Result<u64, Fault> {
        match symbol {
            Symbol::Alloc => return self.allocate(memory, a[1], false),
            Symbol::AllocZeroed => return self.allocate(memory, a[1], true),
            Symbol::Retain => self.count(memory, a[0], 1)?,
            Symbol::Release => self.count(memory, a[0], -1)?,
            Symbol::MemMove | Symbol::MemCopy => {
                let bytes = memory.bytes(a[1], a[2] as usize)?.to_vec();
                memory
                    .bytes_mut(a[0], a[2] as usize)?
                    .copy_from_slice(&bytes);
            }
            Symbol::MemSet => memory.bytes_mut(a[0], a[2] as usize)?.fill(a[1] as u8),
            Symbol::Overlaps => {
                let first = view_bytes(memory, &a[..4])?;
                let second = view_bytes(memory, &a[4..])?;
                return Ok(u64::from(first.iter().any(|byte| second.contains(byte))));
            }
            Symbol::Raise => {
                self.kind = ExceptionKind::from_code(a[1] as i32);
                self.args = vec![utf8(memory, a[2], a[3])?];
            }
            Symbol::RaiseIndex => {
                self.kind = Some(ExceptionKind::IndexError);
                let (index, size, axis) = (a[1] as i64, a[2] as i64, a[3] as i32);
                self.args = vec![format!(
                    "index {index} is out of bounds for axis {axis} with size {size}"
                )];
            }
            Symbol::ExcBegin => {
                self.kind = ExceptionKind::from_code(a[1] as i32);
                self.args.clear();
            }
            Symbol::ExcPushI64 => self.args.push((a[1] as i64).to_string()),
            Symbol::ExcPushF64 => self.args.push(float(a[1]).to_string()),
            Symbol::ExcPushStr => {
                let text = self.text(memory, a[1], a[2], a[3])?;
                self.args.push(text);
            }
            Symbol::Frame => {
                let name = memory.load(a[1] + frame::NAME_LEN as u64, 4)?;
                let first_line = memory.load(a[1] + frame::FIRST_LINE as u64, 4)?;
                let name = utf8(memory, a[1] + frame::NAME as u64, name)?;
                self.frames.push((name, first_line + a[2]));
            }
            Symbol::BufNew => {
                self.next_buffer += 1;
                self.buffers.insert(self.next_buffer, String::new());
                return Ok(self.next_buffer);
            }
            Symbol::BufFree => {
                self.buffers.remove(&a[0]).expect("a text buffer");
            }
            Symbol::BufPushUtf8 => {
                let text = utf8(memory, a[1], a[2])?;
                self.buffer(a[0]).push_str(&text);
            }
            Symbol::BufPushStr => {
                let text = self.text(memory, a[1], a[2], a[3])?;
                self.buffer(a[0]).push_str(&text);
            }
            Symbol::BufPushStrRepr => {
                let text = self.text(memory, a[1], a[2], a[3])?;
                self.buffer(a[0]).push_str(&format!("'{text}'"));
            }
            Symbol::BufPushI64 => self.buffer(a[0]).push_str(&(a[1] as i64).to_string()),
            Symbol::BufPushU64 => self.buffer(a[0]).push_str(&a[1].to_string()),
            Symbol::BufPushF64 => {
                let text = format!("{:?}", float(a[1]));
                self.buffer(a[0]).push_str(&text);
            }
            Symbol::BufPushBool => {
                let text = if a[1] & 0xff == 0 { "False" } else { "True" };
                self.buffer(a[0]).push_str(text);
            }
            Symbol::BufFormatF64 => {
                let text = format!("{:.2}", float(a[2]));
                self.buffer(a[1]).push_str(&text);
            }
            Symbol::BufPrint => {
                let text = self.buffers.remove(&a[1]).expect("a text buffer");
                self.output.push_str(&text);
            }
            Symbol::BufFinish => {
                let text = self.buffers.remove(&a[1]).expect("a text buffer");
                self.return_text(memory, &text, a[2])?;
            }
            Symbol::StrCall => {
                assert_eq!(StrOp::from_code(a[1] as i32), Some(StrOp::Append));
                // The first word is the owner of the left text.
                let mut joined = String::new();
                for operand in words(memory, a[2], 7)?[1..].chunks(3) {
                    let part = |i: usize| operand[i] as u64;
                    joined += &self.text(memory, part(0), part(1), part(2))?;
                }
                self.return_text(memory, &joined, a[3])?;
            }
            Symbol::StrEq => {
                let first = self.text(memory, a[0], a[1], a[2])?;
                return Ok(u64::from(first == self.text(memory, a[3], a[4], a[5])?));
            }
            Symbol::Dot => {
                let mut sum = 0.0;
                for i in 0..a[1] {
                    let x = memory.load(a[2].wrapping_add(i.wrapping_mul(a[3] * 8)), 8)?;
                    let y = memory.load(a[4].wrapping_add(i.wrapping_mul(a[5] * 8)), 8)?;
                    sum += float(x) * float(y);
                }
                memory.store(a[6], 8, sum.to_bits())?;
            }
            Symbol::MatMul => {
                for i in 0..a[1] {
                    for j in 0..a[3] {
                        let mut sum = 0.0;
                        for k in 0..a[2] {
                            let x = memory.load(a[4] + 8 * (i * a[5] + k * a[6]), 8)?;
                            let y = memory.load(a[7] + 8 * (k * a[8] + j * a[9]), 8)?;
                            sum += float(x) * float(y);
                        }
                        memory.store(a[10] + 8 * (i * a[11] + j * a[12]), 8, sum.to_bits())?;
                    }
                }
            }
            Symbol::FmodF64 => return Ok((float(a[0]) % float(a[1])).to_bits()),
            Symbol::PowF64 => return Ok(float(a[0]).powf(float(a[1])).to_bits()),
            Symbol::ExpF64 => return Ok(float(a[0]).exp().to_bits()),
            Symbol::SinF64 => return Ok(float(a[0]).sin().to_bits()),
            Symbol::HypotF64 => return Ok(float(a[0]).hypot(float(a[1])).to_bits()),
            other => panic!("the tests' runtime lacks {}", other.info().name),
        }
        Ok(0)
    }
}

/// An argument.
#[derive(Clone, Debug)]
pub(crate) enum Arg {
    Int(i64),
    Float(f64),
    /// Extents, strides in elements if the type has layout A, first element, elements' bits.
    Array {
        dtype: DType,
        shape: Vec<i64>,
        strides: Option<Vec<i64>>,
        first: usize,
        elements: Vec<u64>,
    },
    /// The same memory as an earlier array argument, from an element on.
    Alias {
        of: usize,
        shape: Vec<i64>,
        strides: Option<Vec<i64>>,
        first: usize,
    },
}

/// A C array of `float64`.
pub(crate) fn floats(shape: &[i64], elements: &[f64]) -> Arg {
    Arg::Array {
        dtype: DType::F64,
        shape: shape.to_vec(),
        strides: None,
        first: 0,
        elements: elements.iter().map(|x| x.to_bits()).collect(),
    }
}

/// A C array of `int64`.
pub(crate) fn ints(shape: &[i64], elements: &[i64]) -> Arg {
    Arg::Array {
        dtype: DType::I64,
        shape: shape.to_vec(),
        strides: None,
        first: 0,
        elements: elements.iter().map(|&x| x as u64).collect(),
    }
}

/// What a run gave.
#[derive(Debug, PartialEq)]
pub(crate) struct Raised {
    pub(crate) kind: ExceptionKind,
    pub(crate) args: Vec<String>,
}

/// Results of a run as flattened bits, arrays read out.
pub(crate) struct Outcome {
    pub(crate) result: Result<Vec<u64>, Raised>,
    /// Elements of the argument arrays afterwards.
    pub(crate) arrays: Vec<Vec<u64>>,
    /// Elements of the result if it is an array.
    pub(crate) elements: Vec<u64>,
    /// Text of the result if it is a string.
    pub(crate) text: String,
    pub(crate) output: String,
    pub(crate) frames: Vec<(String, u64)>,
}

struct Signatures(Vec<(Vec<Ty>, Ty)>);

impl Callees for Signatures {
    fn signature(&self, instance: u32) -> (Vec<Ty>, Ty) {
        self.0[instance as usize].clone()
    }
}

/// Which passes run before lowering.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Passes {
    Plain,
    Fused,
}

fn prepare(text: &str, passes: Passes) -> (Vec<Function>, Signatures) {
    let mut typed = parse_module(text).unwrap_or_else(|error| panic!("{error}"));
    let signatures = typed
        .iter()
        .map(|func| {
            let params = func.params().iter().map(|&v| func.ty(v)).collect();
            (params, func.result)
        })
        .collect();
    let signatures = Signatures(signatures);
    let mut low = Vec::new();
    for func in &mut typed {
        check_verified(func);
        if passes == Passes::Fused {
            numjit_opt::fuse_elementwise(func);
            check_verified(func);
        }
        numjit_opt::insert_refcounts(func);
        check_verified(func);
        let func = lower(func, &signatures).unwrap_or_else(|error| panic!("{error:?}"));
        check_verified(&func);
        low.push(func);
    }
    (low, signatures)
}

fn check_verified(func: &Function) {
    if let Err(errors) = verify(func) {
        panic!("{errors:?}\n{func}");
    }
}

/// The first function of the module, lowered, as text.
pub(crate) fn lowered(text: &str) -> String {
    prepare(text, Passes::Plain).0[0].to_string()
}

fn typestr_item(dtype: DType) -> usize {
    dtype.size()
}

/// Runs the first function of a module of typed functions, which call one another by position. Checks
/// that nothing leaks.
#[track_caller]
pub(crate) fn run_with(text: &str, args: &[Arg], passes: Passes) -> Outcome {
    let (low, signatures) = prepare(text, passes);
    let mut runtime = Runtime::default();
    let mut memory = Memory::default();
    let context = memory.allocate_bytes(vec![0; 64]);
    let mut flat = vec![context];
    let mut blocks: Vec<(u64, DType, usize)> = Vec::new();
    for arg in args {
        match arg {
            Arg::Int(v) => flat.push(*v as u64),
            Arg::Float(v) => flat.push(v.to_bits()),
            Arg::Array {
                dtype,
                shape,
                strides,
                first,
                elements,
            } => {
                let item = typestr_item(*dtype);
                let block = runtime
                    .allocate(&mut memory, (elements.len() * item) as u64, false)
                    .expect("memory");
                for (i, &element) in elements.iter().enumerate() {
                    let address = block + (MEM_DATA + i * item) as u64;
                    memory.store(address, item, element).expect("memory");
                }
                blocks.push((block, *dtype, elements.len()));
                push_header(&mut flat, block, item, shape, strides, *first);
            }
            Arg::Alias {
                of,
                shape,
                strides,
                first,
            } => {
                let (block, dtype, _) = blocks[*of];
                push_header(
                    &mut flat,
                    block,
                    typestr_item(dtype),
                    shape,
                    strides,
                    *first,
                );
            }
        }
    }
    let functions: Vec<(u32, &Function)> = (0..).zip(&low).collect();
    let mut interpreter = Interpreter::new(functions, &mut runtime, 1_000_000);
    interpreter.memory = memory;
    let outcome = interpreter
        .run(0, &flat)
        .unwrap_or_else(|fault| panic!("{fault:?}\n{}", low[0]));
    let mut memory = std::mem::take(&mut interpreter.memory);
    drop(interpreter);
    let result_ty = signatures.0[0].1;
    let mut elements = Vec::new();
    let mut string = String::new();
    let result = if outcome.status == 0 {
        if let Some(array) = result_ty.as_array() {
            elements = read_array(
                &memory,
                result_ty,
                &outcome.results,
                usize::from(array.ndim),
            );
        }
        if result_ty == Ty::STR {
            let r = &outcome.results;
            string = runtime.text(&memory, r[1], r[2], r[3]).expect("a string");
        }
        for position in layout::owners(result_ty) {
            runtime
                .count(&mut memory, outcome.results[position], -1)
                .expect("a live result");
        }
        Ok(outcome.results)
    } else {
        Err(Raised {
            kind: runtime.kind.expect("an exception"),
            args: runtime.args.clone(),
        })
    };
    let arrays = blocks
        .iter()
        .map(|&(block, dtype, len)| {
            assert_eq!(memory.load(block, 8), Ok(1), "owners of an argument");
            runtime.live.remove(&block);
            (0..len)
                .map(|i| {
                    let item = typestr_item(dtype);
                    let address = block + (MEM_DATA + i * item) as u64;
                    memory.load(address, item).expect("an element")
                })
                .collect()
        })
        .collect();
    assert!(runtime.live.is_empty(), "leaked blocks\n{}", low[0]);
    assert!(runtime.buffers.is_empty(), "leaked text buffers");
    Outcome {
        result,
        arrays,
        elements,
        text: string,
        output: runtime.output,
        frames: runtime.frames,
    }
}

fn push_header(
    flat: &mut Vec<u64>,
    block: u64,
    item: usize,
    shape: &[i64],
    strides: &Option<Vec<i64>>,
    first: usize,
) {
    flat.push(block);
    flat.push(block + (MEM_DATA + first * item) as u64);
    flat.extend(shape.iter().map(|&extent| extent as u64));
    if let Some(strides) = strides {
        flat.extend(strides.iter().map(|&stride| (stride * item as i64) as u64));
    }
}

/// Elements of a result array in C order.
fn read_array(memory: &Memory, ty: Ty, vals: &[u64], ndim: usize) -> Vec<u64> {
    let array = ty.as_array().expect("an array type");
    let item = (array.dtype.bits() / 8) as usize;
    let shape: Vec<i64> = vals[2..2 + ndim].iter().map(|&v| v as i64).collect();
    let mut strides = vec![item as i64; ndim];
    match array.layout {
        numjit_ir::Layout::A => {
            strides = vals[2 + ndim..].iter().map(|&v| v as i64).collect();
        }
        numjit_ir::Layout::C => {
            for axis in (1..ndim).rev() {
                strides[axis - 1] = strides[axis] * shape[axis];
            }
        }
        numjit_ir::Layout::F => {
            for axis in 1..ndim {
                strides[axis] = strides[axis - 1] * shape[axis - 1];
            }
        }
    }
    let mut addresses = vec![vals[1]];
    for (&extent, &stride) in shape.iter().zip(&strides) {
        addresses = addresses
            .iter()
            .flat_map(|&start| (0..extent).map(move |i| start.wrapping_add_signed(i * stride)))
            .collect();
    }
    addresses
        .iter()
        .map(|&address| memory.load(address, item).expect("an element"))
        .collect()
}

/// [`run_with`] without fusion.
#[track_caller]
pub(crate) fn run(text: &str, args: &[Arg]) -> Outcome {
    run_with(text, args, Passes::Plain)
}

/// The one result of a run, as an integer.
#[track_caller]
pub(crate) fn int(text: &str, args: &[Arg]) -> i64 {
    run(text, args).result.expect("a result")[0] as i64
}

/// The one result of a run, as a float.
#[track_caller]
pub(crate) fn f64(text: &str, args: &[Arg]) -> f64 {
    float(run(text, args).result.expect("a result")[0])
}

/// The exception of a run: kind and first argument.
#[track_caller]
pub(crate) fn raised(text: &str, args: &[Arg]) -> (ExceptionKind, String) {
    let raised = run(text, args).result.expect_err("an exception");
    (raised.kind, raised.args.join(" | "))
}

/// The elements of a run's array result as floats.
#[track_caller]
pub(crate) fn f64s(text: &str, args: &[Arg]) -> Vec<f64> {
    let outcome = run(text, args);
    outcome.result.as_ref().expect("a result");
    outcome.elements.into_iter().map(float).collect()
}

/// Elements as floats.
pub(crate) fn as_floats(elements: &[u64]) -> Vec<f64> {
    elements.iter().map(|&bits| float(bits)).collect()
}
