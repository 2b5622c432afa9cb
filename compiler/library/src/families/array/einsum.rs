//! `np.einsum`: a body with one loop per letter, written for each subscript text and each rank.
//!
//! Two operands at a time are contracted, from the left, so that products of many operands do not become one deep
//! nest. A pair of float operands without shared kept letters is a matrix product and goes to `np.tensordot`. Axes of
//! extent 1 stretch as in NumPy: the loops then run over broadcast views.

use std::fmt::Write;

use numjit_ir::Ty;

use crate::args::{self, expected};
use crate::call::{Call, Mismatch};
use crate::table::Rows;

pub(super) fn add(rows: &mut Rows) {
    rows.written(
        "numpy.einsum",
        "subscripts: literal, *operands",
        write_einsum,
        "Sums of products over axes that letters name, such as 'ij,jk->ik'.",
    );
    rows.written(
        "nj.einsum_loops",
        "subscripts: literal, out, *operands",
        write_loops,
        "Adds the sums of products of one or two operands of agreeing extents to an array of zeros.",
    );
}

/// Subscripts with the ellipsis spelt out: the letters of each operand's axes, and of the result's.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Subscripts {
    inputs: Vec<Vec<char>>,
    output: Vec<char>,
}

/// First of the characters that stand for the axes of an ellipsis, the last axis first.
const ELLIPSIS: u32 = 'α' as u32;

fn ellipsis_letters(count: usize) -> Vec<char> {
    let letters = (0..count as u32).rev();
    letters
        .filter_map(|i| char::from_u32(ELLIPSIS + i))
        .collect()
}

fn parse(text: &str, ranks: &[usize]) -> Result<Subscripts, String> {
    let text: String = text.chars().filter(|c| *c != ' ').collect();
    let (inputs, output) = match text.split_once("->") {
        Some((inputs, output)) => (inputs, Some(output)),
        None => (text.as_str(), None),
    };
    let terms: Vec<&str> = inputs.split(',').collect();
    if terms.len() != ranks.len() {
        return Err(format!(
            "the subscripts name {} operands, and {} are given",
            terms.len(),
            ranks.len()
        ));
    }
    let mut widest = 0;
    let mut expanded = Vec::new();
    for (term, &rank) in terms.iter().zip(ranks) {
        let (letters, width) = expand(term, rank)?;
        widest = widest.max(width);
        expanded.push(letters);
    }
    let output = match output {
        Some(output) => explicit_output(output, widest)?,
        None => implicit_output(&expanded, widest),
    };
    for (position, letter) in output.iter().enumerate() {
        if output[..position].contains(letter) {
            return Err(format!("the output names the subscript `{letter}` twice"));
        }
        if !expanded.iter().any(|term| term.contains(letter)) {
            return Err(format!(
                "the output names the subscript `{letter}`, which no operand has"
            ));
        }
    }
    Ok(Subscripts {
        inputs: expanded,
        output,
    })
}

/// The letters of an operand's axes, and how many of them its ellipsis stands for.
fn expand(term: &str, rank: usize) -> Result<(Vec<char>, usize), String> {
    let named = check_letters(&term.replacen("...", "", 1))?;
    let Some((before, after)) = term.split_once("...") else {
        if named.len() != rank {
            return Err(format!(
                "`{term}` names {} axes, and the operand has {rank}",
                named.len()
            ));
        }
        return Ok((named, 0));
    };
    let Some(width) = rank.checked_sub(named.len()) else {
        return Err(format!(
            "`{term}` names more axes than the operand's {rank}"
        ));
    };
    let mut letters: Vec<char> = before.chars().collect();
    letters.extend(ellipsis_letters(width));
    letters.extend(after.chars());
    Ok((letters, width))
}

fn check_letters(term: &str) -> Result<Vec<char>, String> {
    match term.chars().find(|c| !c.is_ascii_alphabetic()) {
        Some(wrong) => Err(format!(
            "`{wrong}` is no subscript: letters and one `...` per operand are"
        )),
        None => Ok(term.chars().collect()),
    }
}

fn explicit_output(output: &str, widest: usize) -> Result<Vec<char>, String> {
    let named = check_letters(&output.replacen("...", "", 1))?;
    let Some((before, after)) = output.split_once("...") else {
        return Ok(named);
    };
    let mut letters: Vec<char> = before.chars().collect();
    letters.extend(ellipsis_letters(widest));
    letters.extend(after.chars());
    Ok(letters)
}

/// Without an arrow the result has the axes of the ellipsis, then the letters that stand once, in
/// alphabetical order.
fn implicit_output(inputs: &[Vec<char>], widest: usize) -> Vec<char> {
    let count = |letter: char| inputs.iter().flatten().filter(|&&c| c == letter).count();
    let mut once: Vec<char> = inputs.iter().flatten().copied().collect();
    once.retain(|&c| c.is_ascii_alphabetic() && count(c) == 1);
    once.sort_unstable();
    let mut output = ellipsis_letters(widest);
    output.extend(once);
    output
}

fn ranks(call: &Call<'_>, from: usize) -> Result<Vec<usize>, Mismatch> {
    let rank = |index: usize| match call.args[index].as_array() {
        Some(array) => Ok(usize::from(array.ndim)),
        None if call.args[index].is_number() => Ok(0),
        None => expected(index, "an array"),
    };
    (from..call.args.len()).map(rank).collect()
}

fn subscripts(call: &Call<'_>, from: usize) -> Result<Subscripts, Mismatch> {
    let text = args::literal_str(call, 0)?;
    parse(text, &ranks(call, from)?).map_err(Mismatch::Combination)
}

/// Letters as a text that [`parse`] reads back: those of an ellipsis become spare ones.
fn spelt(letters: &[char], all: &Subscripts) -> String {
    let used: Vec<char> = all.inputs.iter().flatten().copied().collect();
    let spare: Vec<char> = ('a'..='z')
        .chain('A'..='Z')
        .filter(|c| !used.contains(c))
        .collect();
    let spell = |&c: &char| match (c as u32).checked_sub(ELLIPSIS) {
        Some(i) if !c.is_ascii() => spare.get(i as usize).copied().unwrap_or(c),
        _ => c,
    };
    letters.iter().map(spell).collect()
}

fn write_einsum(call: &Call<'_>) -> Result<String, Mismatch> {
    let all = subscripts(call, 1)?;
    let mut text = String::from("def einsum(subscripts, *operands):\n");
    let body = match all.inputs.len() {
        0 => return expected(0, "followed by at least one operand"),
        1 | 2 => contraction(&all, call),
        _ => chain(&all),
    };
    text.push_str(&body);
    Ok(text)
}

/// Contracts the first two operands, then the rest with the result.
fn chain(all: &Subscripts) -> String {
    let rest = &all.inputs[2..];
    let needed = |c: &char| all.output.contains(c) || rest.iter().any(|term| term.contains(c));
    let mut kept: Vec<char> = Vec::new();
    for c in all.inputs[0].iter().chain(&all.inputs[1]) {
        if needed(c) && !kept.contains(c) {
            kept.push(*c);
        }
    }
    let first = spelt(&all.inputs[0], all);
    let second = spelt(&all.inputs[1], all);
    let between = spelt(&kept, all);
    let rest: Vec<String> = rest.iter().map(|term| spelt(term, all)).collect();
    let output = spelt(&all.output, all);
    format!(
        "    dtype = nj.common(operands)\n    \
         part = np.einsum(\"{first},{second}->{between}\", nj.of_dtype(nj.as_array(operands[0]), dtype), operands[1])\n    \
         return np.einsum(\"{between},{}->{output}\", part, *operands[2:])\n",
        rest.join(",")
    )
    .replace("*operands[2:]", &rest_operands(all.inputs.len()))
}

fn rest_operands(count: usize) -> String {
    let names: Vec<String> = (2..count).map(|i| format!("operands[{i}]")).collect();
    names.join(", ")
}

fn contraction(all: &Subscripts, call: &Call<'_>) -> String {
    if let Some(axes) = transposition(all) {
        return format!("    return nj.transpose(nj.as_array(operands[0]), {axes})\n");
    }
    if let Some(body) = matrix_product(all, call) {
        return body;
    }
    loops_call(all, Extents::Any)
}

/// One operand whose letters are all kept: a view with its axes in another order.
fn transposition(all: &Subscripts) -> Option<String> {
    let [input] = all.inputs.as_slice() else {
        return None;
    };
    if input.len() != all.output.len() || input.is_empty() {
        return None;
    }
    let positions: Option<Vec<String>> = all
        .output
        .iter()
        .map(|c| Some(input.iter().position(|i| i == c)?.to_string()))
        .collect();
    Some(format!("({},)", positions?.join(", ")))
}

/// Two inexact operands of one type, of which every letter stands either in both or in the output: a
/// matrix product.
fn matrix_product(all: &Subscripts, call: &Call<'_>) -> Option<String> {
    let [a, b] = all.inputs.as_slice() else {
        return None;
    };
    let dtypes: Vec<Ty> = call.args[1..]
        .iter()
        .filter_map(|ty| ty.as_array().map(|array| array.dtype))
        .collect();
    let inexact = |ty: &Ty| ty.is_float() || ty.is_complex();
    if dtypes.len() != 2 || dtypes[0] != dtypes[1] || !dtypes.iter().all(inexact) {
        return None;
    }
    let distinct = |term: &[char]| (1..term.len()).all(|i| !term[..i].contains(&term[i]));
    let shared: Vec<char> = a.iter().copied().filter(|c| b.contains(c)).collect();
    let free = |term: &[char]| -> Vec<char> {
        term.iter()
            .copied()
            .filter(|c| !shared.contains(c))
            .collect()
    };
    let (left, right) = (free(a), free(b));
    let kept: Vec<char> = left.iter().chain(&right).copied().collect();
    let plain = distinct(a)
        && distinct(b)
        && !shared.is_empty()
        && kept.len() == all.output.len()
        && kept.iter().all(|c| all.output.contains(c))
        && a.iter().chain(b).all(char::is_ascii);
    if !plain {
        return None;
    }
    let places = |term: &[char]| -> String {
        let places: Vec<String> = shared
            .iter()
            .filter_map(|c| Some(term.iter().position(|t| t == c)?.to_string()))
            .collect();
        format!("({},)", places.join(", "))
    };
    let order: Vec<String> = all
        .output
        .iter()
        .filter_map(|c| Some(kept.iter().position(|k| k == c)?.to_string()))
        .collect();
    let conditions: Vec<String> = shared
        .iter()
        .filter_map(|c| {
            let (i, j) = (
                a.iter().position(|x| x == c)?,
                b.iter().position(|x| x == c)?,
            );
            Some(format!("operands[0].shape[{i}] != operands[1].shape[{j}]"))
        })
        .collect();
    let product = format!(
        "np.tensordot(operands[0], operands[1], ({}, {}))",
        places(a),
        places(b)
    );
    let product = if order.is_empty() || order.is_sorted_by_key(|p| p.parse::<usize>().ok()) {
        product
    } else {
        format!(
            "nj.contiguous(nj.transpose({product}, ({},)))",
            order.join(", ")
        )
    };
    Some(format!(
        "    if {}:\n{}    return nj.unwrap({product})\n",
        conditions.join(" or "),
        indented(&loops_call(all, Extents::Stretch))
    ))
}

/// What is known of the extents of axes under one letter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extents {
    /// They may agree, or some may be 1.
    Any,
    /// Some are 1, and the others agree.
    Stretch,
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}

/// Where each letter stands: (letter, operand and axis of each place).
type Places = Vec<(char, Vec<(usize, usize)>)>;

fn places(all: &Subscripts) -> Places {
    let mut places: Places = Vec::new();
    let mut push = |c: char, place: (usize, usize)| match places.iter_mut().find(|p| p.0 == c) {
        Some(known) => known.1.push(place),
        None => places.push((c, vec![place])),
    };
    for (operand, term) in all.inputs.iter().enumerate() {
        for (axis, &c) in term.iter().enumerate() {
            push(c, (operand, axis));
        }
    }
    places
}

fn name(c: char, places: &Places) -> usize {
    places.iter().position(|p| p.0 == c).unwrap_or(0)
}

/// Finds the extents, makes the result and runs the loops, over broadcast views if axes stretch.
fn loops_call(all: &Subscripts, extents: Extents) -> String {
    let places = places(all);
    let mut text = String::new();
    let mut same = Vec::new();
    // Writing to a String does not fail.
    for (number, (_, at)) in places.iter().enumerate() {
        let (operand, axis) = at[0];
        let _ = writeln!(
            text,
            "    n{number} = nj.as_array(operands[{operand}]).shape[{axis}]"
        );
        for &(operand, axis) in &at[1..] {
            let _ = writeln!(
                text,
                "    n{number} = nj.einsum_extent(n{number}, nj.as_array(operands[{operand}]).shape[{axis}])"
            );
        }
        for &(operand, axis) in at.iter().filter(|_| at.len() > 1) {
            same.push(format!(
                "nj.as_array(operands[{operand}]).shape[{axis}] == n{number}"
            ));
        }
    }
    let shape: String = all
        .output
        .iter()
        .map(|&c| format!("n{}, ", name(c, &places)))
        .collect();
    let _ = writeln!(
        text,
        "    result = nj.zeros(({shape}), nj.common(operands))"
    );
    let subscripts: Vec<String> = all.inputs.iter().map(|term| spelt(term, all)).collect();
    let subscripts = format!("{}->{}", subscripts.join(","), spelt(&all.output, all));
    let plain: String = (0..all.inputs.len())
        .map(|i| format!(", nj.as_array(operands[{i}])"))
        .collect();
    let stretched: String = all
        .inputs
        .iter()
        .enumerate()
        .map(|(i, term)| {
            let shape: String = term
                .iter()
                .map(|&c| format!("n{}, ", name(c, &places)))
                .collect();
            format!(", nj.broadcast_to(nj.as_array(operands[{i}]), ({shape}))")
        })
        .collect();
    if extents == Extents::Stretch {
        let _ = writeln!(
            text,
            "    nj.einsum_loops(\"{subscripts}\", result{stretched})"
        );
    } else if same.is_empty() {
        let _ = writeln!(text, "    nj.einsum_loops(\"{subscripts}\", result{plain})");
    } else {
        let _ = writeln!(
            text,
            "    if {}:\n        nj.einsum_loops(\"{subscripts}\", result{plain})\n    else:\n        \
             nj.einsum_loops(\"{subscripts}\", result{stretched})",
            same.join(" and ")
        );
    }
    text.push_str("    return nj.unwrap(result)\n");
    text
}

fn write_loops(call: &Call<'_>) -> Result<String, Mismatch> {
    let all = subscripts(call, 2)?;
    let places = places(&all);
    let mut text = String::from("def einsum_loops(subscripts, out, *operands):\n");
    for i in 0..all.inputs.len() {
        let _ = writeln!(text, "    o{i} = operands[{i}]");
    }
    for (number, (_, at)) in places.iter().enumerate() {
        let (operand, axis) = at[0];
        let _ = writeln!(text, "    n{number} = o{operand}.shape[{axis}]");
    }
    let summed: Vec<char> = places
        .iter()
        .map(|p| p.0)
        .filter(|c| !all.output.contains(c))
        .collect();
    let mut depth = 1;
    let mut open = |text: &mut String, c: char| {
        let number = name(c, &places);
        let _ = writeln!(
            text,
            "{}for i{number} in range(n{number}):",
            "    ".repeat(depth)
        );
        depth += 1;
        depth
    };
    let mut inner = 1;
    for &c in &all.output {
        inner = open(&mut text, c);
    }
    let outer = inner;
    if !summed.is_empty() {
        let _ = writeln!(
            text,
            "{}total = nj.cast(0, out.dtype)",
            "    ".repeat(outer)
        );
    }
    for &c in &summed {
        inner = open(&mut text, c);
    }
    let factors: Vec<String> = all
        .inputs
        .iter()
        .enumerate()
        .map(|(i, term)| format!("nj.cast(o{i}[{}], out.dtype)", indices(term, &places)))
        .collect();
    let product = factors.join(" * ");
    let target = indices(&all.output, &places);
    if summed.is_empty() {
        let _ = writeln!(
            text,
            "{}out[{target}] = nj.cast({product}, out.dtype)",
            "    ".repeat(inner)
        );
    } else {
        let _ = writeln!(
            text,
            "{}total = nj.cast(total + {product}, out.dtype)\n{}out[{target}] = total",
            "    ".repeat(inner),
            "    ".repeat(outer)
        );
    }
    Ok(text)
}

fn indices(term: &[char], places: &Places) -> String {
    if term.is_empty() {
        return "()".to_owned();
    }
    let indices: Vec<String> = term
        .iter()
        .map(|&c| format!("i{}", name(c, places)))
        .collect();
    indices.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str, ranks: &[usize]) -> String {
        match parse(text, ranks) {
            Ok(all) => {
                let inputs: Vec<String> = all.inputs.iter().map(|t| t.iter().collect()).collect();
                let output: String = all.output.iter().collect();
                format!("{}->{output}", inputs.join(","))
            }
            Err(problem) => problem,
        }
    }

    #[test]
    fn subscripts_are_spelt_out() {
        assert_eq!(parsed("ij, jk", &[2, 2]), "ij,jk->ik");
        assert_eq!(parsed("ba", &[2]), "ba->ab");
        assert_eq!(parsed("ii", &[2]), "ii->");
        assert_eq!(parsed("...i->...", &[3]), "βαi->βα");
        assert_eq!(parsed("...ij,...jk", &[3, 2]), "αij,jk->αik");
    }

    #[test]
    fn wrong_subscripts_are_refused() {
        assert!(parsed("ij", &[3]).contains("names 2 axes"));
        assert!(parsed("i,j", &[1]).contains("2 operands"));
        assert!(parsed("i->ii", &[1]).contains("twice"));
        assert!(parsed("i->j", &[1]).contains("no operand"));
        assert!(parsed("i1", &[2]).contains("`1` is no subscript"));
    }
}
