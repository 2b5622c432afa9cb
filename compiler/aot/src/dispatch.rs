//! Code for several processors in one library.
//!
//! A function with variants is reached through a jump over a word. The word holds the first variant, which
//! runs on every processor the library is for; before anything else of the library runs, a constructor
//! stores the best variant for the processor at hand. (An `IFUNC` would do the same without the
//! constructor, but not every C library has it, and static libraries with it need care.)

use object::SectionKind;
use object::write::SymbolId;

use crate::elf::ObjectFile;
use crate::error::AotError;
use crate::records::{Records, Word, add_constructor};

/// The tables of all functions with variants.
pub(crate) struct Dispatch {
    words: Records,
    tables: Records,
    /// Word, table of variants and their number, for each function.
    functions: Vec<[Word; 3]>,
}

impl Dispatch {
    /// No functions yet.
    pub(crate) fn new(file: &mut ObjectFile) -> Dispatch {
        Dispatch {
            words: Records::new(file, ".data.numjit", SectionKind::Data),
            tables: Records::new(
                file,
                ".data.rel.ro.numjit",
                SectionKind::ReadOnlyDataWithRel,
            ),
            functions: Vec::new(),
        }
    }

    /// One symbol for a function with code for these processor levels, in ascending order.
    pub(crate) fn symbol(
        &mut self,
        file: &mut ObjectFile,
        variants: &[(usize, SymbolId)],
    ) -> Result<SymbolId, AotError> {
        let Some(&(_, first)) = variants.first() else {
            return Err(AotError::Internal("a function without code".to_owned()));
        };
        if variants.len() == 1 {
            return Ok(first);
        }
        let number = self.functions.len();
        let word = self.words.words(&[Word::Symbol(first)]);
        let name = format!("numjit.word.{number}");
        // The tables are in another section, which reaches the word by a name.
        let cell = file.alias(&name, self.words.section, word);
        let rows: Vec<Word> = variants
            .iter()
            .flat_map(|&(level, code)| [Word::Number(level as u64), Word::Symbol(code)])
            .collect();
        let rows = self.tables.words(&rows);
        let count = Word::Number(variants.len() as u64);
        self.functions
            .push([Word::Symbol(cell), Word::Here(rows), count]);
        let jump = format!("numjit.jump.{number}");
        file.add_indirect_jump(&jump, (self.words.symbol, word))
    }

    /// Writes the tables and the constructor, if there is anything to choose.
    pub(crate) fn finish(mut self, file: &mut ObjectFile) -> Result<(), AotError> {
        if !self.functions.is_empty() {
            let count = self.functions.len() as u32;
            let table = self.tables.words(&self.functions.concat());
            let place = (self.tables.symbol, table);
            let constructor = file.add_call_with_data(
                "numjit.select",
                "nj_aot_select",
                place,
                Some(count),
                false,
            )?;
            add_constructor(file, constructor)?;
        }
        self.words.finish(file)?;
        self.tables.finish(file)
    }
}
