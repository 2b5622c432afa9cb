//! Type rules of typed operations.
//!
//! A literal stands for its plain type here: whether a value is known at compile time does not decide
//! what an operation accepts. An operand of type `never` fits everywhere, because it is never made.

use super::{Rule, require};
use crate::constant::Const;
use crate::function::{Function, InstData};
use crate::imm::{BinOp, CmpOp, Imm, Kernel, Operand, Piece, UnOp};
use crate::ops::Op;
use crate::types::{ArrayTy, Ty, Type};

/// An instruction with the types of its operands and result.
struct Typed<'a> {
    inst: &'a InstData,
    /// Plain types of the operands.
    args: Vec<Ty>,
    /// Plain type of the first result; `none` if there is none.
    result: Ty,
}

/// The rule of an instruction. Its shape has been checked.
pub(super) fn check_inst(func: &Function, inst: &InstData) -> Rule {
    let args = inst.args.iter().map(|&value| func.ty(value).unliteral());
    let result = inst
        .results
        .first()
        .map(|&value| func.ty(value).unliteral());
    let t = Typed {
        inst,
        args: args.collect(),
        result: result.unwrap_or(Ty::NONE),
    };
    if t.args.contains(&Ty::NEVER) || t.result == Ty::NEVER {
        return Ok(());
    }
    match inst.op {
        Op::Branch => t.arg_is(0, Ty::BOOL),
        Op::Return => t.arg_is(0, func.result.unliteral()),
        Op::Raise => t.check_raise(),
        Op::Const => t.check_const(),
        Op::Closure => t.check_closure(),
        Op::Bin => t.check_binary(),
        Op::Un => t.check_unary(),
        Op::Compare => t.check_compare(),
        Op::Truth | Op::IterHas | Op::IsNone => t.result_is(Ty::BOOL),
        Op::Tuple => t.check_tuple(),
        Op::MakeSlice => t.check_slice(),
        Op::FString => t.check_pieces(Ty::STR),
        Op::Print => t.check_pieces(Ty::NONE),
        Op::IterStart => t.check_iter_start(),
        Op::IterAdvance => t.arg_is(0, t.result),
        Op::Select => t.check_select(),
        Op::Math => t.check_math(),
        Op::Round => t.check_round(),
        Op::MakeComplex => t.check_complex(),
        Op::Real | Op::Imag => t.check_part(),
        Op::TupleGet => t.check_tuple_get(),
        Op::TupleIndex => t.check_tuple_index(),
        Op::StrLen => t.both(t.arg_is(0, Ty::STR), t.result_is(Ty::I64)),
        Op::Range => t.check_range(),
        Op::RangePart => t.check_range_part(),
        Op::RangeLen => t.both(t.range(0).map(drop), t.result_is(Ty::I64)),
        Op::ArrayEmpty | Op::ArrayZeros => t.check_new_array(),
        Op::ArrayConst => t.check_array_const(),
        Op::ArrayShape | Op::ArrayStrides => t.check_extents(),
        Op::ArraySize | Op::ArrayData => t.both(t.array(0).map(drop), t.result_is(Ty::I64)),
        Op::ArrayGet => t.check_array_get(),
        Op::ArraySet => t.check_array_set(),
        Op::ArrayView => t.check_array_view(),
        Op::ArrayTranspose => t.check_transpose(),
        Op::ArrayReshape | Op::ArrayBroadcast => t.check_reshape(),
        Op::ArrayPart => t.check_array_part(),
        Op::ArrayStrided => t.check_array_strided(),
        Op::ArrayFlatGet => t.check_flat_get(),
        Op::ArrayFlatSet => t.check_flat_set(),
        Op::ArrayAssign => t.array(0).map(drop),
        Op::Ufunc => t.check_ufunc(),
        Op::UfuncAssign => t.check_ufunc_assign(),
        Op::UfuncReduce => t.check_kernel_operands(&t.args),
        Op::Reduce => t.array(0).map(drop),
        Op::InstanceNew => require(matches!(t.result.get(), Type::Instance(_)), || {
            format!("Its result is {}, not an instance.", t.result)
        }),
        Op::FieldGet => t.field().and_then(|ty| t.result_is(ty.unliteral())),
        Op::FieldSet => t.field().and_then(|ty| t.arg_is(1, ty.unliteral())),
        Op::ListNew => t.check_list_new(),
        Op::DictNew => require(t.result.as_table().is_some(), || {
            format!("Its result is {}, not a dict or set.", t.result)
        }),
        Op::ContainerLen => t.result_is(Ty::I64),
        Op::ListGet | Op::ListPop => {
            let element = t.list(0)?;
            t.both(t.arg_is(1, Ty::I64), t.result_is(element))
        }
        Op::ListSet | Op::ListInsert => {
            let element = t.list(0)?;
            t.both(t.arg_is(1, Ty::I64), t.arg_is(2, element))
        }
        Op::ListAppend => t.list(0).and_then(|element| t.arg_is(1, element)),
        Op::ListSlice => t.both(t.list(0).map(drop), t.result_is(t.arg(0))),
        Op::ListSliceSet => t.both(t.list(0).map(drop), t.arg_is(2, t.arg(0))),
        Op::ListSliceDel => t.list(0).map(drop),
        Op::DictGet => {
            let (key, value) = t.table(0)?;
            t.both(t.arg_is(1, key), t.result_is(value))
        }
        Op::DictFind | Op::DictTake => {
            let (key, value) = t.table(0)?;
            t.both(t.arg_is(1, key), t.result_is(Ty::optional(value)))
        }
        Op::DictSet => {
            let (key, value) = t.table(0)?;
            t.both(t.arg_is(1, key), t.arg_is(2, value))
        }
        Op::DictPopLast => {
            let (key, value) = t.table(0)?;
            t.result_is(Ty::tuple([key, value]))
        }
        Op::DictHas | Op::SetDrop => {
            let (key, _) = t.table(0)?;
            t.both(t.arg_is(1, key), t.result_is(Ty::BOOL))
        }
        Op::SetAdd => t.table(0).and_then(|(key, _)| t.arg_is(1, key)),
        Op::MatMul => t.both(t.array(0).map(drop), t.array(1).map(drop)),
        _ => Ok(()),
    }
}

impl Typed<'_> {
    fn arg(&self, position: usize) -> Ty {
        self.args.get(position).copied().unwrap_or(Ty::NONE)
    }

    fn arg_is(&self, position: usize, ty: Ty) -> Rule {
        let found = self.arg(position);
        require(found == ty, || {
            format!("Operand {position} is {found}, not {ty}.")
        })
    }

    fn result_is(&self, ty: Ty) -> Rule {
        let found = self.result;
        require(found == ty, || format!("Its result is {found}, not {ty}."))
    }

    fn both(&self, first: Rule, second: Rule) -> Rule {
        first.and(second)
    }

    /// The array type of an operand.
    fn array(&self, position: usize) -> Result<ArrayTy, String> {
        let found = self.arg(position);
        let array = found.as_array();
        array.ok_or_else(|| format!("Operand {position} is {found}, not an array."))
    }

    /// The array type of the result.
    fn result_array(&self) -> Result<ArrayTy, String> {
        let found = self.result;
        let array = found.as_array();
        array.ok_or_else(|| format!("Its result is {found}, not an array."))
    }

    /// The integer type of a range operand.
    fn range(&self, position: usize) -> Result<Ty, String> {
        match self.arg(position).get() {
            Type::Range(inner) => Ok(*inner),
            _ => Err(format!("Operand {position} is not a range.")),
        }
    }

    /// The element type of a list operand.
    fn list(&self, position: usize) -> Result<Ty, String> {
        let found = self.arg(position);
        let element = found.as_list();
        element.ok_or_else(|| format!("Operand {position} is {found}, not a list."))
    }

    /// Key and value type of a dict or set operand.
    fn table(&self, position: usize) -> Result<(Ty, Ty), String> {
        let found = self.arg(position);
        let types = found.as_table();
        types.ok_or_else(|| format!("Operand {position} is {found}, not a dict or set."))
    }

    /// The type of the field that the immediate names.
    fn field(&self) -> Result<Ty, String> {
        let found = self.arg(0);
        let Type::Instance(class) = found.get() else {
            return Err(format!("Operand 0 is {found}, not an instance."));
        };
        let position = self.ints().first().copied().unwrap_or(-1);
        let class = crate::classes::get(*class);
        let field = usize::try_from(position)
            .ok()
            .and_then(|position| class.fields.get(position));
        field
            .map(|field| field.ty)
            .ok_or_else(|| format!("{} has no field {position}.", class.name))
    }

    fn check_list_new(&self) -> Rule {
        let Some(element) = self.result.as_list() else {
            return Err(format!("Its result is {}, not a list.", self.result));
        };
        (0..self.args.len()).try_for_each(|position| self.arg_is(position, element))
    }

    /// The operands from a position on are integers, as many as given.
    fn indices(&self, from: usize, count: usize) -> Rule {
        let found = &self.args[from.min(self.args.len())..];
        require(found.len() == count, || {
            format!("It has {} indices for {count} axes.", found.len())
        })?;
        require(found.iter().all(|ty| ty.is_int() || ty.is_bool()), || {
            "An index is not an integer.".into()
        })
    }

    fn ints(&self) -> &[i64] {
        match &self.inst.imm {
            Imm::Ints(ints) => ints,
            _ => &[],
        }
    }

    fn check_raise(&self) -> Rule {
        let again = self.args.len() == 1 && *self.arg(0).get() == Type::Exception;
        let known = matches!(self.inst.imm, Imm::Exception(_) | Imm::Ints(_));
        require(known || again, || "It raises no exception class.".into())
    }

    fn check_const(&self) -> Rule {
        let Imm::Const(value) = &self.inst.imm else {
            return Ok(());
        };
        let ty = self.result;
        let fits = match value {
            Const::None => ty == Ty::NONE,
            Const::Bool(_) => ty.is_bool(),
            Const::Int(_) | Const::UInt(_) => ty.is_int(),
            Const::Float(_) => ty.is_float(),
            Const::Complex(..) => ty.is_complex(),
            Const::Str(_) => ty == Ty::STR,
            Const::Ellipsis => ty == Ty::ELLIPSIS,
        };
        require(fits, || format!("The constant does not have type {ty}."))
    }

    fn check_closure(&self) -> Rule {
        let Type::Closure { captures, .. } = self.result.get() else {
            return Err("Its result is not a closure.".into());
        };
        require(captures.len() == self.args.len(), || {
            "Its operands are not the captures.".into()
        })
    }

    fn check_binary(&self) -> Rule {
        let Imm::Bin(op) = self.inst.imm else {
            return Ok(());
        };
        let (a, b) = (self.arg(0), self.arg(1));
        let fits = match op {
            BinOp::Add if !a.is_number() => return Ok(()),
            BinOp::LShift | BinOp::RShift => a == self.result && a.is_int() && b.is_int(),
            BinOp::Pow => a == self.result && (a == b || (!a.is_int() && b.is_int())),
            BinOp::TrueDiv => a == b && a == self.result && (a.is_float() || a.is_complex()),
            _ => a == b && a == self.result && a.is_number(),
        };
        require(fits, || {
            let result = self.result;
            format!("There is no {a} {} {b} that gives {result}.", op.text())
        })
    }

    fn check_unary(&self) -> Rule {
        self.arg_is(0, self.result)?;
        let not = matches!(self.inst.imm, Imm::Un(UnOp::Not));
        require(!not || self.result == Ty::BOOL, || {
            "`not` takes and gives bool.".into()
        })
    }

    fn check_compare(&self) -> Rule {
        self.result_is(Ty::BOOL)?;
        let is_order = !matches!(
            self.inst.imm,
            Imm::Cmp(CmpOp::Is | CmpOp::IsNot | CmpOp::In | CmpOp::NotIn)
        );
        let (a, b) = (self.arg(0), self.arg(1));
        if !is_order || !a.is_number() {
            return Ok(());
        }
        let mixed = a.is_int() && b.is_int() && a.bits() == 64 && b.bits() == 64;
        require(a == b || mixed, || format!("It compares {a} with {b}."))
    }

    fn check_tuple(&self) -> Rule {
        let Some(types) = self.result.as_tuple() else {
            return Err("Its result is not a tuple.".into());
        };
        let plain: Vec<Ty> = types.iter().map(|ty| ty.unliteral()).collect();
        require(plain == self.args, || {
            "Its operands are not the elements.".into()
        })
    }

    fn check_slice(&self) -> Rule {
        let Type::Slice { start, stop, step } = self.result.get() else {
            return Err("Its result is not a slice.".into());
        };
        let parts = [start, stop, step].map(|ty| ty.unliteral());
        require(parts == *self.args, || {
            "Its operands are not the parts.".into()
        })
    }

    fn check_pieces(&self, result: Ty) -> Rule {
        let Imm::Pieces(pieces) = &self.inst.imm else {
            return Ok(());
        };
        let operands: usize = pieces.iter().map(Piece::operands).sum();
        require(operands == self.args.len(), || {
            "Its pieces do not take every operand.".into()
        })?;
        self.result_is(result)
    }

    fn check_iter_start(&self) -> Rule {
        require(matches!(self.result.get(), Type::Iter(_)), || {
            "Its result is not the state of an iteration.".into()
        })
    }

    fn check_select(&self) -> Rule {
        self.arg_is(0, Ty::BOOL)?;
        self.arg_is(1, self.result)?;
        self.arg_is(2, self.result)
    }

    fn check_math(&self) -> Rule {
        require(self.args.iter().all(|ty| ty.is_number()), || {
            "An operand is not a number.".into()
        })
    }

    fn check_round(&self) -> Rule {
        self.arg_is(0, self.result)?;
        self.arg_is(1, Ty::I64)?;
        require(self.result.is_float(), || {
            "Its result is not a float.".into()
        })
    }

    fn check_complex(&self) -> Rule {
        let part = part_of(self.result)?;
        self.arg_is(0, part)?;
        self.arg_is(1, part)
    }

    fn check_part(&self) -> Rule {
        self.result_is(part_of(self.arg(0))?)
    }

    fn check_tuple_get(&self) -> Rule {
        let &[position] = self.ints() else {
            return Err("It does not have one position.".into());
        };
        let parts;
        let elements = match self.arg(0).get() {
            Type::Closure { captures, .. } => Some(&**captures),
            Type::Slice { start, stop, step } => {
                parts = [*start, *stop, *step];
                Some(&parts[..])
            }
            _ => self.arg(0).as_tuple(),
        };
        let element = elements.and_then(|types| types.get(usize::try_from(position).ok()?));
        match element {
            Some(ty) => self.result_is(ty.unliteral()),
            None => Err(format!("{} has no element {position}.", self.arg(0))),
        }
    }

    fn check_tuple_index(&self) -> Rule {
        self.arg_is(1, Ty::I64)?;
        let types = self.arg(0).as_tuple().unwrap_or_default();
        let uniform = types.iter().all(|ty| ty.unliteral() == self.result);
        require(uniform && !types.is_empty(), || {
            format!("{} is not a tuple of {}.", self.arg(0), self.result)
        })
    }

    fn check_range(&self) -> Rule {
        let Type::Range(inner) = self.result.get() else {
            return Err("Its result is not a range.".into());
        };
        (0..3).try_for_each(|position| self.arg_is(position, *inner))
    }

    fn check_range_part(&self) -> Rule {
        let inner = self.range(0)?;
        require(matches!(self.ints(), [0..=2]), || {
            "A range has the parts 0, 1 and 2.".into()
        })?;
        self.result_is(inner)
    }

    fn check_new_array(&self) -> Rule {
        let array = self.result_array()?;
        self.check_shape(0, array.ndim)
    }

    /// An operand is a tuple of int64, one per axis.
    fn check_shape(&self, position: usize, ndim: u8) -> Rule {
        self.arg_is(position, Ty::uni_tuple(Ty::I64, ndim.into()))
    }

    fn check_array_const(&self) -> Rule {
        let array = self.result_array()?;
        require(array.readonly, || "Its result is not read-only.".into())?;
        self.indices(0, array.ndim.into())
    }

    fn check_extents(&self) -> Rule {
        let array = self.array(0)?;
        self.result_is(Ty::uni_tuple(Ty::I64, array.ndim.into()))
    }

    fn check_array_get(&self) -> Rule {
        let array = self.array(0)?;
        self.indices(1, array.ndim.into())?;
        self.result_is(array.dtype)
    }

    fn check_array_set(&self) -> Rule {
        let array = self.array(0)?;
        self.arg_is(1, array.dtype)?;
        self.indices(2, array.ndim.into())?;
        check_writable(array)
    }

    fn check_array_view(&self) -> Rule {
        let (from, to) = (self.array(0)?, self.result_array()?);
        let items = &self.args[1..];
        let slices = items
            .iter()
            .filter(|ty| matches!(ty.get(), Type::Slice { .. }));
        let new = items.iter().filter(|ty| **ty == Ty::NONE).count();
        let (slices, covered) = (slices.count(), items.len() - new);
        require(covered == usize::from(from.ndim), || {
            format!("Its items cover {covered} of {} axes.", from.ndim)
        })?;
        require(slices + new == usize::from(to.ndim), || {
            format!(
                "Its result has {} axes instead of {}.",
                to.ndim,
                slices + new
            )
        })?;
        check_same_dtype(from, to)
    }

    fn check_transpose(&self) -> Rule {
        let (from, to) = (self.array(0)?, self.result_array()?);
        let mut axes = self.ints().to_vec();
        axes.sort_unstable();
        let all = (0..i64::from(from.ndim)).collect::<Vec<_>>();
        require(axes == all && from.ndim == to.ndim, || {
            "It does not permute the axes.".into()
        })?;
        check_same_dtype(from, to)
    }

    fn check_reshape(&self) -> Rule {
        let (from, to) = (self.array(0)?, self.result_array()?);
        self.check_shape(1, to.ndim)?;
        check_same_dtype(from, to)
    }

    fn check_array_part(&self) -> Rule {
        let (from, to) = (self.array(0)?, self.result_array()?);
        require(matches!(self.ints(), [0..=1]), || {
            "A complex number has the parts 0 and 1.".into()
        })?;
        let part = part_of(from.dtype)?;
        require(part == to.dtype && from.ndim == to.ndim, || {
            "Its result is not an array of the parts.".into()
        })
    }

    fn check_array_strided(&self) -> Rule {
        self.array(0)?;
        let to = self.result_array()?;
        self.arg_is(1, Ty::I64)?;
        self.check_shape(2, to.ndim)?;
        self.check_shape(3, to.ndim)
    }

    fn check_flat_get(&self) -> Rule {
        let array = self.array(0)?;
        self.arg_is(1, Ty::I64)?;
        self.result_is(array.dtype)
    }

    fn check_flat_set(&self) -> Rule {
        let array = self.array(0)?;
        self.arg_is(1, Ty::I64)?;
        self.arg_is(2, array.dtype)?;
        check_writable(array)
    }

    fn check_ufunc(&self) -> Rule {
        let array = self.result_array()?;
        self.check_kernel_operands(&self.args)?;
        match &self.inst.imm {
            Imm::Kernel(kernel) => require(kernel.result() == array.dtype, || {
                "Its kernel does not make the elements of the result.".into()
            }),
            _ => Ok(()),
        }
    }

    fn check_ufunc_assign(&self) -> Rule {
        check_writable(self.array(0)?)?;
        self.check_kernel_operands(&self.args[1..])
    }

    /// The steps of the kernel refer to operands that are there and to earlier steps.
    fn check_kernel_operands(&self, args: &[Ty]) -> Rule {
        let kernel: &Kernel = match &self.inst.imm {
            Imm::Kernel(kernel) | Imm::KernelReduce(kernel, _) => kernel,
            _ => return Ok(()),
        };
        require(!kernel.steps.is_empty(), || "Its kernel is empty.".into())?;
        for (position, step) in kernel.steps.iter().enumerate() {
            for (operand, _) in &step.operands {
                let known = match *operand {
                    Operand::Arg(number) => (number as usize) < args.len(),
                    Operand::Step(number) => (number as usize) < position,
                };
                require(known, || {
                    format!("Step {position} reads what is not there.")
                })?;
            }
        }
        Ok(())
    }
}

/// The float type of a complex type's parts.
fn part_of(ty: Ty) -> Result<Ty, String> {
    match ty.get() {
        Type::Complex(64) => Ok(Ty::F32),
        Type::Complex(128) => Ok(Ty::F64),
        _ => Err(format!("{ty} is not complex.")),
    }
}

fn check_writable(array: ArrayTy) -> Rule {
    require(!array.readonly, || "It stores to a read-only array.".into())
}

fn check_same_dtype(from: ArrayTy, to: ArrayTy) -> Rule {
    require(from.dtype == to.dtype, || {
        format!("It turns elements of {} into {}.", from.dtype, to.dtype)
    })
}
