//! The functions on strings that the runtime has, one code each.
//!
//! [`crate::Symbol::StrCall`] receives the code, the operands in 8-byte slots (a string takes three: data,
//! length in code points, bytes per code point; a number one) and the slots for the result (a string takes
//! four: owner, data, length, bytes per code point; a number or `bool` one).

macro_rules! string_functions {
    ($($variant:ident $name:literal $doc:literal;)*) => {
        /// A function on strings.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(i32)]
        pub enum StrOp { $(#[doc = $doc] $variant),* }

        impl StrOp {
            /// Every function, in code order.
            pub const ALL: &'static [StrOp] = &[$(StrOp::$variant),*];

            /// Name in IR text.
            pub fn name(self) -> &'static str {
                match self { $(StrOp::$variant => $name),* }
            }

            /// The function with a name.
            pub fn from_name(name: &str) -> Option<StrOp> {
                match name { $($name => Some(StrOp::$variant),)* _ => None }
            }

            /// The function with a code.
            pub fn from_code(code: i32) -> Option<StrOp> {
                StrOp::ALL.get(usize::try_from(code).ok()?).copied()
            }
        }
    };
}

// `start` and `end` are as in a slice: negative ones count from the end, and both are clamped.
string_functions! {
    Concat "concat" "(a, b): both joined.";
    Repeat "repeat" "(s, n): s n times.";
    Step "step" "(s, start, step, count): every step-th character.";
    Contains "contains" "(s, part): whether s contains part.";
    Find "find" "(s, part, start, end): first position, or -1.";
    RFind "rfind" "(s, part, start, end): last position, or -1.";
    Index "index" "Like find; ValueError when there is none.";
    RIndex "rindex" "Like rfind; ValueError when there is none.";
    Count "count" "(s, part, start, end): number of occurrences that do not overlap.";
    StartsWith "startswith" "(s, prefix, start, end).";
    EndsWith "endswith" "(s, suffix, start, end).";
    Replace "replace" "(s, old, new, count): negative counts replace all.";
    Strip "strip" "(s, characters).";
    LStrip "lstrip" "(s, characters).";
    RStrip "rstrip" "(s, characters).";
    StripSpace "strip_space" "(s): without white space around it.";
    LStripSpace "lstrip_space" "(s).";
    RStripSpace "rstrip_space" "(s).";
    RemovePrefix "removeprefix" "(s, prefix).";
    RemoveSuffix "removesuffix" "(s, suffix).";
    Partition "partition" "(s, separator): three strings.";
    RPartition "rpartition" "(s, separator): three strings.";
    Upper "upper" "(s).";
    Lower "lower" "(s).";
    Capitalize "capitalize" "(s).";
    Title "title" "(s).";
    SwapCase "swapcase" "(s).";
    CaseFold "casefold" "(s).";
    Center "center" "(s, width, fill).";
    LJust "ljust" "(s, width, fill).";
    RJust "rjust" "(s, width, fill).";
    ZFill "zfill" "(s, width).";
    ExpandTabs "expandtabs" "(s, tab size).";
    IsAlnum "isalnum" "(s).";
    IsAlpha "isalpha" "(s).";
    IsAscii "isascii" "(s).";
    IsDecimal "isdecimal" "(s).";
    IsDigit "isdigit" "(s).";
    IsIdentifier "isidentifier" "(s).";
    IsLower "islower" "(s).";
    IsNumeric "isnumeric" "(s).";
    IsPrintable "isprintable" "(s).";
    IsSpace "isspace" "(s).";
    IsTitle "istitle" "(s).";
    IsUpper "isupper" "(s).";
    Ord "ord" "(s): code point of a string of one character; TypeError.";
    Chr "chr" "(n): string of one character; ValueError.";
    Int "int" "(s, base): ValueError, OverflowError.";
    Float "float" "(s): ValueError.";
    Hash "hash" "(s): SipHash-1-3 with a key of zeros, CPython's with PYTHONHASHSEED=0.";
    Join "join" "(separator, list): the strings of a list with the separator between them.";
    OfInt "of_int" "(n): decimal digits.";
    Split "split" "(owner of s, s, separator, most): list of the parts between separators, at most so many splits.";
    SplitSpace "split_space" "(owner of s, s, most): list of the words.";
    Append "append" "(owner of a, a, b): both joined, in the memory behind a where that is free.";
    Space "space" "(s, start): first white space from start on, or the length.";
    AfterSpace "after_space" "(s, start): first character from start on that is no white space, or the length.";
    LineEnd "line_end" "(s, start): first end of line from start on, or the length.";
    Bin "bin" "(n): binary digits with 0b.";
    Oct "oct" "(n): octal digits with 0o.";
    Hex "hex" "(n): hexadecimal digits with 0x.";
}
