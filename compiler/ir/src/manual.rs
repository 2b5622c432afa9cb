//! The operation manual, written from the operation table.

use std::fmt::Write;

use crate::ops::{Effects, Op, OpInfo, Stages};

/// The manual as Markdown: every operation with its stages, shape, immediate, effects and meaning.
pub fn operation_manual() -> String {
    let mut text = String::from(
        "# Operations of the IR\n\n\
         Written from the table in `compiler/ir/src/ops.rs` by the test `manual`; do not edit.\n\n\
         Stages are `U` untyped, `T` typed, `L` low. The shape is the number of operands and of \
         results; `*` stands for any. Pure operations may be removed, merged and moved; those that \
         read may be removed; those that raise may leave the function.\n",
    );
    for (title, belongs) in SECTIONS {
        let _ = write!(text, "\n## {title}\n\n{HEAD}");
        for op in Op::ALL.iter().filter(|op| belongs(op.info())) {
            write_row(&mut text, op.info());
        }
    }
    text
}

const HEAD: &str = "| Operation | Stages | Shape | Immediate | Effects | Meaning |\n\
                    | --- | --- | --- | --- | --- | --- |\n";

type Section = (&'static str, fn(&OpInfo) -> bool);

/// Sections in order; an operation belongs to exactly one.
const SECTIONS: [Section; 4] = [
    ("Control", is_control),
    ("Untyped and typed", |op| {
        !is_control(op) && op.stages.untyped
    }),
    ("Typed", |op| {
        !is_control(op) && !op.stages.untyped && op.stages.typed
    }),
    ("Low", |op| {
        !is_control(op) && !op.stages.untyped && !op.stages.typed
    }),
];

fn is_control(op: &OpInfo) -> bool {
    op.effects == Effects::Control
}

fn write_row(text: &mut String, op: &OpInfo) {
    let count = |count: Option<usize>| count.map_or("*".to_owned(), |n| n.to_string());
    let imm = match op.imm {
        "None" => String::new(),
        kinds => kinds.replace("None|", "optional ").replace('|', " or "),
    };
    let effects = match op.effects {
        Effects::Pure => "pure",
        Effects::Reads => "reads",
        Effects::Writes => "writes",
        Effects::Raises => "raises",
        Effects::Control => "ends the block",
    };
    let (name, stages) = (op.name, letters(op.stages));
    let (args, results) = (count(op.args), count(op.results));
    let doc = op.doc.replace('|', "\\|");
    let _ = writeln!(
        text,
        "| `{name}` | {stages} | {args} → {results} | {imm} | {effects} | {doc} |"
    );
}

fn letters(stages: Stages) -> String {
    let all = [
        (stages.untyped, 'U'),
        (stages.typed, 'T'),
        (stages.low, 'L'),
    ];
    let legal = all.into_iter().filter(|(legal, _)| *legal);
    legal.map(|(_, letter)| letter).collect()
}
