//! One typed instruction: which file lowers which operation.

use numjit_abi::Symbol;
use numjit_ir::{BinOp, Imm, InstData, Op, Ty, Value};

use crate::array::create::{self, Fill};
use crate::array::{access, assign, kernel, matmul, reduce, shape, view};
use crate::container::{self, list, table};
use crate::cx::{Cx, Lowered, Vals};
use crate::scalar::{self, Scalar, materialize};
use crate::{call, control, generator, instance, iterate, raise, string, text, value};

/// Lowers an instruction and binds its result.
pub(crate) fn lower(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<()> {
    match inst.op {
        Op::Jump => control::jump(cx, inst)?,
        Op::Branch => control::branch(cx, inst)?,
        Op::Return => control::leave(cx, inst)?,
        Op::Raise => raise::raise(cx, inst)?,
        Op::Reraise => raise::reraise(cx, inst),
        Op::Guard => control::guard(cx, inst)?,
        Op::Unreachable => {
            cx.push(Op::Unreachable, &[], Imm::None, &[]);
        }
        Op::Poll => control::poll(cx),
        Op::Retain => control::count(cx, inst, Symbol::Retain),
        Op::Release => control::count(cx, inst, Symbol::Release),
        Op::GeneratorPut => generator::put(cx, inst)?,
        Op::FieldSet => instance::set(cx, inst)?,
        Op::Print => text::print(cx, inst)?,
        Op::ArraySet => access::set(cx, inst)?,
        Op::ArrayFlatSet => access::flat_set(cx, inst)?,
        Op::ArrayAssign => assign::array_assign(cx, inst)?,
        Op::ListSet => list::set(cx, inst)?,
        Op::ListAppend => list::append(cx, inst)?,
        Op::ListInsert => list::insert(cx, inst)?,
        Op::ListSliceSet => list::slice_set(cx, inst)?,
        Op::ListSliceDel => list::slice_del(cx, inst)?,
        Op::DictSet => table::set(cx, inst)?,
        Op::SetAdd => table::add(cx, inst)?,
        Op::UfuncAssign => match &inst.imm {
            Imm::Kernel(kernel) => assign::ufunc_assign(cx, inst, kernel)?,
            _ => return missing_immediate(cx, inst),
        },
        _ => {
            let vals = value_of(cx, inst)?;
            cx.set(inst.results[0], vals);
        }
    }
    Ok(())
}

fn value_of(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    match inst.op {
        Op::Const => constant(cx, inst),
        Op::Undef => Ok(value::zeros(cx, cx.ty(inst.results[0]))),
        Op::Closure | Op::Tuple => aggregate(cx, inst),
        Op::MakeSlice => aggregate(cx, inst),
        Op::Bin => binary(cx, inst),
        Op::Un => unary(cx, inst),
        Op::Compare => compare(cx, inst),
        Op::Truth => truth(cx, inst),
        Op::FString => text::fstring(cx, inst),
        Op::IterStart => iterate::start(cx, inst),
        Op::IterHas => iterate::has(cx, inst),
        Op::IterGet => iterate::get(cx, inst),
        Op::IterAdvance => iterate::advance(cx, inst),
        Op::Cast => cast(cx, inst),
        Op::IsNone => is_none(cx, inst),
        Op::Select => control::select(cx, inst),
        Op::Math => math(cx, inst),
        Op::Round => round(cx, inst),
        Op::MakeComplex => aggregate(cx, inst),
        Op::Real => part(cx, inst, 0),
        Op::Imag => part(cx, inst, 1),
        Op::TupleGet => tuple_get(cx, inst),
        Op::TupleIndex => tuple_index(cx, inst),
        Op::InstanceNew => instance::new(cx, inst),
        Op::FieldGet => instance::get(cx, inst),
        Op::GeneratorNew => generator::new(cx, inst),
        Op::GeneratorTake => generator::take(cx, inst),
        Op::StrLen => str_len(cx, inst),
        Op::StrIndex => string::index(cx, inst),
        Op::StrSlice => string::slice(cx, inst),
        Op::StrStep => string::step(cx, inst),
        Op::StrCall => string::call(cx, inst),
        Op::CallFunc => call::call_func(cx, inst),
        Op::CallRuntime => call::call_runtime(cx, inst),
        Op::Range => iterate::range(cx, inst),
        Op::RangePart => range_part(cx, inst),
        Op::RangeLen => range_len(cx, inst),
        Op::Iterable => iterate::iterable(cx, inst),
        Op::ArrayEmpty => create::from_shape(cx, inst, Fill::Nothing),
        Op::ArrayZeros => create::from_shape(cx, inst, Fill::Zeros),
        Op::ArrayConst => create::constant(cx, inst),
        Op::ArrayShape => shape::shape(cx, inst),
        Op::ArrayStrides => shape::strides(cx, inst),
        Op::ArraySize => shape::size(cx, inst),
        Op::ArrayData => shape::data(cx, inst),
        Op::ArrayGet => access::get(cx, inst),
        Op::ArrayView => view::view(cx, inst),
        Op::ArrayTranspose => shape::transpose(cx, inst),
        Op::ArrayReshape => shape::reshape(cx, inst),
        Op::ArrayBroadcast => shape::broadcast(cx, inst),
        Op::ArrayPart => shape::part(cx, inst),
        Op::ArrayStrided => shape::strided(cx, inst),
        Op::ArrayFlatGet => access::flat_get(cx, inst),
        Op::Ufunc => match &inst.imm {
            Imm::Kernel(kernel) => kernel::ufunc(cx, inst, kernel),
            _ => missing_immediate(cx, inst),
        },
        Op::UfuncReduce => match &inst.imm {
            Imm::KernelReduce(kernel, reduction) => {
                reduce::ufunc_reduce(cx, inst, kernel, *reduction)
            }
            _ => missing_immediate(cx, inst),
        },
        Op::Reduce => match inst.imm {
            Imm::Reduce(reduction) => reduce::reduce(cx, inst, reduction),
            _ => missing_immediate(cx, inst),
        },
        Op::MatMul => matmul::matmul(cx, inst),
        Op::ListNew => list::new(cx, inst),
        Op::DictNew => table::new(cx, inst),
        Op::ContainerLen => container::len_of(cx, inst),
        Op::ListGet => list::get(cx, inst),
        Op::ListPop => list::pop(cx, inst),
        Op::ListSlice => list::slice(cx, inst),
        Op::DictGet => table::get(cx, inst),
        Op::DictFind => table::find(cx, inst),
        Op::DictHas => table::has(cx, inst),
        Op::DictTake => table::take(cx, inst),
        Op::DictPopLast => table::pop_last(cx, inst),
        Op::SetDrop => table::drop_element(cx, inst),
        other => cx.unsupported(format!("operation {} in typed code", other.info().name)),
    }
}

fn missing_immediate<T>(cx: &Cx<'_>, inst: &InstData) -> Lowered<T> {
    cx.unsupported(format!(
        "operation {} without its immediate",
        inst.op.info().name
    ))
}

fn constant(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    match &inst.imm {
        Imm::Const(constant) => value::constant(cx, constant, cx.ty(inst.results[0])),
        _ => missing_immediate(cx, inst),
    }
}

/// The operands one after the other, each as its part of the result wants it.
fn aggregate(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let result = cx.ty(inst.results[0]);
    let types = value::parts(result).unwrap_or_default();
    if types.len() != inst.args.len() {
        return cx.unsupported(format!("a {result} of {} parts", inst.args.len()));
    }
    let mut out = Vals::new();
    for (&arg, &ty) in inst.args.iter().zip(&types) {
        let vals = cx.get(arg);
        out.extend(value::convert(cx, &vals, cx.ty(arg), ty)?);
    }
    Ok(out)
}

/// The number a typed value is.
fn number(cx: &mut Cx<'_>, value: Value) -> Scalar {
    let vals = cx.get(value);
    materialize(cx, vals, cx.ty(value))
}

fn binary(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let Imm::Bin(op) = inst.imm else {
        return missing_immediate(cx, inst);
    };
    let (left, right) = (inst.args[0], inst.args[1]);
    let result = cx.ty(inst.results[0]);
    if cx.ty(left).is_number() && cx.ty(right).is_number() {
        let a = number(cx, left);
        let b = number(cx, right);
        let (a, b) = as_result(cx, op, a, b, result);
        return scalar::binary(cx, op, &a, &b, result);
    }
    if op != BinOp::Add {
        return cx.unsupported(format!("operator {} on {}", op.text(), cx.ty(left)));
    }
    if let (Some(a), Some(b)) = (cx.ty(left).as_tuple(), cx.ty(right).as_tuple()) {
        let mut vals = cx.get(left);
        vals.extend(cx.get(right));
        return value::convert(cx, &vals, Ty::tuple([a, b].concat()), result);
    }
    string::concat(cx, left, right)
}

/// Operands of arithmetic in the result type; typed code has them so already but for literals.
fn as_result(cx: &mut Cx<'_>, op: BinOp, a: Scalar, b: Scalar, result: Ty) -> (Scalar, Scalar) {
    let keeps_right = matches!(op, BinOp::LShift | BinOp::RShift)
        || (op == BinOp::Pow && b.1.is_int() && result.is_float());
    let to_result =
        |cx: &mut Cx<'_>, (vals, ty): Scalar| (scalar::cast::number(cx, &vals, ty, result), result);
    let a = to_result(cx, a);
    let b = if keeps_right { b } else { to_result(cx, b) };
    (a, b)
}

fn unary(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let Imm::Un(op) = inst.imm else {
        return missing_immediate(cx, inst);
    };
    if op == numjit_ir::UnOp::Not {
        let truth = truth(cx, inst)?;
        return Ok(Vals::from_iter([cx.not(truth[0])]));
    }
    let result = cx.ty(inst.results[0]);
    let (vals, ty) = number(cx, inst.args[0]);
    let vals = scalar::cast::number(cx, &vals, ty, result);
    scalar::unary(cx, op, &(vals, result))
}

fn compare(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let Imm::Cmp(op) = inst.imm else {
        return missing_immediate(cx, inst);
    };
    let (left, right) = (inst.args[0], inst.args[1]);
    let (a, b) = (cx.get(left), cx.get(right));
    let (a, b) = ((&a[..], cx.ty(left)), (&b[..], cx.ty(right)));
    Ok(Vals::from_iter([value::compare(cx, op, a, b)?]))
}

fn truth(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let vals = cx.get(inst.args[0]);
    let flag = value::truth(cx, &vals, cx.ty(inst.args[0]))?;
    Ok(Vals::from_iter([flag]))
}

fn cast(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let vals = cx.get(inst.args[0]);
    value::convert(cx, &vals, cx.ty(inst.args[0]), cx.ty(inst.results[0]))
}

fn is_none(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let ty = cx.ty(inst.args[0]);
    let flag = match ty.get() {
        numjit_ir::Type::Optional(_) => {
            let vals = cx.get(inst.args[0]);
            cx.not(vals[0])
        }
        other => cx.flag(*other == numjit_ir::Type::None),
    };
    Ok(Vals::from_iter([flag]))
}

fn math(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let operands: Vec<Scalar> = inst.args.iter().map(|&arg| number(cx, arg)).collect();
    let name = value::name_of(&inst.imm);
    scalar::apply(cx, name, &operands, cx.ty(inst.results[0]))
}

fn round(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let result = cx.ty(inst.results[0]);
    let (vals, ty) = number(cx, inst.args[0]);
    let wide = scalar::cast::number(cx, &vals, ty, Ty::F64);
    let digits = access::integer(cx, inst.args[1]);
    let rounded = cx.call_value(Symbol::RoundDigitsF64, &[wide[0], digits]);
    Ok(scalar::cast::number(cx, &[rounded], Ty::F64, result))
}

/// Real (0) or imaginary (1) part; of a real number, itself or 0.
fn part(cx: &mut Cx<'_>, inst: &InstData, position: usize) -> Lowered<Vals> {
    let (vals, ty) = number(cx, inst.args[0]);
    let result = cx.ty(inst.results[0]);
    if ty.is_complex() {
        let part_ty = crate::layout::part_type(ty);
        return Ok(scalar::cast::number(
            cx,
            &vals[position..=position],
            part_ty,
            result,
        ));
    }
    if position == 0 {
        return Ok(scalar::cast::number(cx, &vals, ty, result));
    }
    Ok(value::zeros(cx, result))
}

fn tuple_get(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    match &inst.imm {
        Imm::Ints(position) => {
            let vals = cx.get(inst.args[0]);
            let (vals, ty) = value::tuple_get(&vals, cx.ty(inst.args[0]), position[0]);
            value::convert(cx, &vals, ty, cx.ty(inst.results[0]))
        }
        _ => missing_immediate(cx, inst),
    }
}

fn tuple_index(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let vals = cx.get(inst.args[0]);
    let (index, index_ty) = number(cx, inst.args[1]);
    value::tuple_index(cx, &vals, cx.ty(inst.args[0]), (index[0], index_ty))
}

fn str_len(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let vals = cx.get(inst.args[0]);
    let text = value::convert(cx, &vals, cx.ty(inst.args[0]), Ty::STR)?;
    Ok(Vals::from_iter([text[2]]))
}

fn range_part(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    match &inst.imm {
        Imm::Ints(position) => {
            let vals = cx.get(inst.args[0]);
            Ok(value::tuple_get(&vals, cx.ty(inst.args[0]), position[0]).0)
        }
        _ => missing_immediate(cx, inst),
    }
}

fn range_len(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let vals = cx.get(inst.args[0]);
    let numjit_ir::Type::Range(inner) = *cx.ty(inst.args[0]).get() else {
        return cx.unsupported("the length of something that is no range");
    };
    Ok(Vals::from_iter([iterate::range_len(cx, &vals, inner)]))
}
