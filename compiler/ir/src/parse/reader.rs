//! Builds a function from its lines.

use smallvec::SmallVec;

use super::cursor::{Cursor, Result};
use super::header::{self, Places};
use super::imm::parse_imm;
use super::types::parse_type;
use crate::entity::{Block, Inst, Loc, Value};
use crate::function::{
    BlockCall, BlockData, Function, InstData, Options, Stage, ValueData, ValueDef,
};
use crate::ops::Op;
use crate::types::Ty;

/// Handles from here on are refused, so that a typing error cannot ask for a huge table.
const MAX_HANDLE: u32 = 10_000_000;

/// The function read so far.
pub(super) struct Reader {
    func: Function,
    places: Places,
    /// For each value: whether its definition was seen.
    defined: Vec<bool>,
}

/// The definition of a value.
struct Def {
    value: Value,
    ty: Ty,
    name: Option<String>,
}

impl Reader {
    /// Reads the line that opens a function.
    pub(super) fn new(line: &str) -> Result<Reader> {
        let mut cx = Cursor::new(line);
        cx.expect("function")?;
        let name = cx.string()?;
        let stage = match cx.expect_word("a stage")? {
            "untyped" => Stage::Untyped,
            "typed" => Stage::Typed,
            "low" => Stage::Low,
            other => return Err(format!("`{other}` is not a stage")),
        };
        cx.expect("{")?;
        cx.expect_end()?;
        let mut func = Function::new(name, stage, Options::DEFAULT);
        func.layout.clear();
        func.blocks.clear();
        Ok(Reader {
            func,
            places: Places::default(),
            defined: Vec::new(),
        })
    }

    /// The function's name.
    pub(super) fn name(&self) -> &str {
        &self.func.name
    }

    /// Reads a line inside the braces.
    pub(super) fn parse_line(&mut self, line: &str) -> Result<()> {
        let mut cx = Cursor::new(line);
        if cx.eat("|") {
            return self.places.parse_text(line);
        }
        if cx.at_entity("b") {
            self.parse_block(&mut cx)?;
        } else if !self.parse_keyword(&mut cx)? {
            self.parse_inst(&mut cx)?;
        }
        cx.expect_end()
    }

    fn parse_keyword(&mut self, cx: &mut Cursor<'_>) -> Result<bool> {
        let mut ahead = *cx;
        let func = &mut self.func;
        match ahead.word() {
            Some("options") => header::parse_options(&mut ahead, &mut func.options)?,
            Some("result") => func.result = parse_type(&mut ahead)?,
            Some("low_results") => func.low_results = header::parse_low_results(&mut ahead)?,
            Some("recursive") => func.recursive = true,
            Some("data") => func
                .data
                .push(header::parse_data(&mut ahead, func.data.len())?),
            Some("slot") => func
                .slots
                .push(header::parse_slot(&mut ahead, func.slots.len())?),
            Some("source") => self.places.parse_source(&mut ahead)?,
            Some("frame") => self.places.parse_frame(&mut ahead)?,
            Some("at") => self.places.parse_locations(&mut ahead)?,
            _ => return Ok(false),
        }
        *cx = ahead;
        Ok(true)
    }

    fn parse_block(&mut self, cx: &mut Cursor<'_>) -> Result<()> {
        let block = cx.block()?;
        if self.func.layout.contains(&block) {
            return Err(format!("{block} is defined twice"));
        }
        cx.expect("(")?;
        let defs = cx.list(",", ")", parse_def)?;
        let cold = cx.eat_word("cold");
        cx.expect(":")?;
        self.reserve_block(block)?;
        if self.func.layout.is_empty() {
            self.func.entry = block;
        }
        self.func.layout.push(block);
        self.func.block_mut(block).cold = cold;
        for (position, def) in defs.into_iter().enumerate() {
            let value = self.define(def, ValueDef::Param(block, position as u32))?;
            self.func.block_mut(block).params.push(value);
        }
        Ok(())
    }

    fn reserve_block(&mut self, block: Block) -> Result<()> {
        if block.0 >= MAX_HANDLE {
            return Err(format!("{block} is too large a number"));
        }
        let count = self.func.blocks.len().max(block.index() + 1);
        self.func.blocks.resize_with(count, BlockData::default);
        Ok(())
    }

    fn define(&mut self, def: Def, from: ValueDef) -> Result<Value> {
        let Def { value, ty, name } = def;
        if value.0 >= MAX_HANDLE {
            return Err(format!("{value} is too large a number"));
        }
        let count = self.defined.len().max(value.index() + 1);
        self.defined.resize(count, false);
        self.func.values.resize_with(count, unused_value);
        if std::mem::replace(&mut self.defined[value.index()], true) {
            return Err(format!("{value} is defined twice"));
        }
        self.func.values[value.index()] = ValueData {
            ty,
            def: from,
            name: name.map(Into::into),
        };
        Ok(value)
    }

    fn parse_inst(&mut self, cx: &mut Cursor<'_>) -> Result<()> {
        let Some(&block) = self.func.layout.last() else {
            return Err(cx.expected("a block before the first instruction"));
        };
        let defs = match cx.at_entity("v") {
            true => cx.list(",", "=", parse_def)?,
            false => Vec::new(),
        };
        let data = parse_operation(cx)?;
        let inst = Inst(self.func.insts.len() as u32);
        self.func.insts.push(data);
        for (position, def) in defs.into_iter().enumerate() {
            let value = self.define(def, ValueDef::Result(inst, position as u32))?;
            self.func.inst_mut(inst).results.push(value);
        }
        self.func.block_mut(block).insts.push(inst);
        Ok(())
    }

    /// The complete function; every handle in it is in range.
    pub(super) fn finish(mut self) -> Result<Function> {
        if self.func.layout.is_empty() {
            return Err("a function has at least one block".to_owned());
        }
        for inst in &self.func.insts {
            self.check_handles(inst)?;
        }
        self.func.locations = self.places.finish()?;
        Ok(self.func)
    }

    fn check_handles(&self, inst: &InstData) -> Result<()> {
        let targets = inst.targets.iter();
        let passed = targets.clone().flat_map(|target| &target.args);
        for &value in inst.args.iter().chain(passed).chain(&inst.cleanup) {
            if self.defined.get(value.index()) != Some(&true) {
                return Err(format!("{value} is not defined"));
            }
        }
        for target in targets {
            if !self.func.layout.contains(&target.block) {
                return Err(format!("{} is not defined", target.block));
            }
        }
        Ok(())
    }
}

/// Stands in the table for a number that no definition uses.
fn unused_value() -> ValueData {
    ValueData {
        ty: Ty::NEVER,
        def: ValueDef::Param(Block(0), u32::MAX),
        name: None,
    }
}

fn parse_def(cx: &mut Cursor<'_>) -> Result<Def> {
    Ok(Def {
        value: cx.value()?,
        ty: match cx.eat(":") {
            true => parse_type(cx)?,
            false => Ty::NEVER,
        },
        name: match cx.peek() {
            Some('"') => Some(cx.string()?),
            _ => None,
        },
    })
}

/// Everything of an instruction but its results.
fn parse_operation(cx: &mut Cursor<'_>) -> Result<InstData> {
    let name = cx.expect_word("an operation")?;
    let op = Op::from_name(name).ok_or_else(|| format!("`{name}` is not an operation"))?;
    let imm = parse_imm(cx, op.info())?;
    let (args, targets) = parse_operands(cx)?;
    let cleanup = match cx.eat_word("cleanup") {
        true => parse_cleanup(cx)?,
        false => SmallVec::new(),
    };
    let loc = match cx.peek() {
        Some('@') => cx.loc()?,
        _ => Loc(0),
    };
    Ok(InstData {
        op,
        args,
        imm,
        targets,
        results: SmallVec::new(),
        cleanup,
        loc,
    })
}

type Operands = (SmallVec<[Value; 3]>, SmallVec<[BlockCall; 2]>);

fn parse_operands(cx: &mut Cursor<'_>) -> Result<Operands> {
    let mut operands = Operands::default();
    if !cx.at_entity("v") && !cx.at_entity("b") {
        return Ok(operands);
    }
    loop {
        match cx.at_entity("b") {
            true => operands.1.push(parse_target(cx)?),
            false => operands.0.push(cx.value()?),
        }
        if !cx.eat(",") {
            return Ok(operands);
        }
    }
}

fn parse_target(cx: &mut Cursor<'_>) -> Result<BlockCall> {
    let block = cx.block()?;
    cx.expect("(")?;
    let args = cx.list(",", ")", Cursor::value)?;
    Ok(BlockCall {
        block,
        args: args.into(),
    })
}

fn parse_cleanup(cx: &mut Cursor<'_>) -> Result<SmallVec<[Value; 0]>> {
    cx.expect("[")?;
    Ok(cx.list(",", "]", Cursor::value)?.into())
}
