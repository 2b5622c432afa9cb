//! The exception classes of the program, as data that the library hands to its runtime when it is loaded.
//!
//! Compiled code knows a class by a code, and the runtime knows what the code stands for: its name, the
//! builtin class that it counts as outside, and the classes that an `except` clause may name in its place.

use numjit_runtime::UserException;
use object::SectionKind;

use crate::elf::ObjectFile;
use crate::error::AotError;
use crate::records::{Records, Word, add_constructor};

/// Adds the table of classes and what hands it over. Without classes there is nothing to do.
pub(crate) fn add_exceptions(
    file: &mut ObjectFile,
    classes: &[(i32, UserException)],
) -> Result<(), AotError> {
    if classes.is_empty() {
        return Ok(());
    }
    let mut records = Records::new(
        file,
        ".data.rel.ro.exceptions",
        SectionKind::ReadOnlyDataWithRel,
    );
    let mut rows = Vec::new();
    for (code, class) in classes {
        let name = records.text(&class.name);
        let bases: Vec<Word> = class.bases.iter().map(|&base| number(base)).collect();
        let count = bases.len() as u64;
        let bases = records.words(&bases);
        rows.extend([
            Word::Here(name),
            number(*code),
            number(class.kind as i32),
            Word::Here(bases),
            Word::Number(count),
        ]);
    }
    let place = (records.symbol, records.words(&rows));
    records.finish(file)?;
    let constructor = file.add_call_with_data(
        "numjit.exceptions",
        "nj_aot_exceptions",
        place,
        Some(classes.len() as u32),
        false,
    )?;
    add_constructor(file, constructor)
}

/// A code as a word of the table.
fn number(code: i32) -> Word {
    Word::Number(i64::from(code) as u64)
}
