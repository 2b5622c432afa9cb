//! Linking with the system's C compiler, and archives.

use std::ffi::OsString;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;

use ar_archive_writer::{
    ArchiveKind, DEFAULT_OBJECT_READER, NewArchiveMember, write_archive_to_stream,
};

use crate::error::AotError;

/// The runtime as one relocatable object for the machine that numjit was built for, compressed; empty where
/// there is none.
static RUNTIME: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/runtime.o.lz4"));

/// Whether libraries can be linked for this machine.
pub(crate) fn has_runtime() -> bool {
    !RUNTIME.is_empty()
}

/// What the linker makes and of what.
pub(crate) struct Link<'a> {
    /// The C compiler.
    pub(crate) cc: &'a Path,
    /// A folder for files in between.
    pub(crate) folder: &'a Path,
    /// The program's own object.
    pub(crate) object: &'a [u8],
    /// Whether the runtime is linked in.
    pub(crate) with_runtime: bool,
    /// Names that stay visible.
    pub(crate) exports: &'a [String],
    /// Whether debug information and local names are kept.
    pub(crate) debug: bool,
}

impl Link<'_> {
    fn write(&self, name: &str, data: &[u8]) -> Result<PathBuf, AotError> {
        let path = self.folder.join(name);
        fs::write(&path, data).map_err(|error| AotError::write(&path, error))?;
        Ok(path)
    }

    fn inputs(&self) -> Result<Vec<PathBuf>, AotError> {
        let mut inputs = vec![self.write("code.o", self.object)?];
        if self.with_runtime {
            let runtime = lz4_flex::decompress_size_prepended(RUNTIME);
            let runtime = runtime.map_err(|error| AotError::Internal(error.to_string()))?;
            inputs.push(self.write("runtime.o", &runtime)?);
        }
        Ok(inputs)
    }

    /// A shared library with this name inside.
    pub(crate) fn shared(&self, soname: &str) -> Result<PathBuf, AotError> {
        let list: String = self
            .exports
            .iter()
            .map(|name| format!("{name}; "))
            .collect();
        let script = format!("{{ global: {list}local: *; }};\n");
        let script = self.write("exports.map", script.as_bytes())?;
        let output = self.folder.join("library.so");
        let mut command = Command::new(self.cc);
        command
            .args(["-shared", "-static-libgcc", "-o"])
            .arg(&output);
        command.args(self.inputs()?);
        command.arg(joined("-Wl,--version-script=", &script));
        command.arg(format!("-Wl,-soname,{soname}"));
        command.args(["-Wl,--gc-sections,--as-needed,-z,relro,-z,now,-z,noexecstack"]);
        if !self.debug {
            command.arg("-Wl,--strip-all");
        }
        command.args(["-lm", "-lpthread", "-ldl"]);
        run(command)?;
        Ok(output)
    }

    /// One relocatable object in which only the exported names are visible.
    pub(crate) fn relocatable(&self) -> Result<Vec<u8>, AotError> {
        let merged = self.folder.join("merged.o");
        let mut command = Command::new(self.cc);
        command.args(["-r", "-nostdlib", "-o"]).arg(&merged);
        command.args(self.inputs()?);
        command.arg("-Wl,--gc-sections");
        command.args(self.exports.iter().map(|name| format!("-Wl,-u,{name}")));
        run(command)?;
        let list = self.exports.join("\n") + "\n";
        let list = self.write("exports.txt", list.as_bytes())?;
        let output = self.folder.join("object.o");
        // Two libraries in one program each keep their own runtime.
        let mut command = Command::new(self.binutil("objcopy"));
        command.arg(joined("--keep-global-symbols=", &list));
        if !self.debug {
            command.arg("--strip-unneeded");
        }
        command.arg(&merged).arg(&output);
        run(command)?;
        fs::read(&output).map_err(|error| AotError::write(&output, error))
    }

    /// A tool that comes with the C compiler, as it names it.
    fn binutil(&self, name: &str) -> PathBuf {
        let asked = Command::new(self.cc)
            .arg(format!("-print-prog-name={name}"))
            .output();
        let named = asked.ok().filter(|output| output.status.success());
        let named = named.and_then(|output| String::from_utf8(output.stdout).ok());
        named.map_or_else(|| PathBuf::from(name), |text| PathBuf::from(text.trim()))
    }
}

/// A static library of one object.
pub(crate) fn archive(member: &str, object: &[u8]) -> Result<Vec<u8>, AotError> {
    let member = NewArchiveMember::new(object, &DEFAULT_OBJECT_READER, member.to_owned());
    let mut out = Cursor::new(Vec::new());
    write_archive_to_stream(&mut out, &[member], ArchiveKind::Gnu, false, None)
        .map_err(|error| AotError::Internal(error.to_string()))?;
    Ok(out.into_inner())
}

fn joined(option: &str, path: &Path) -> OsString {
    let mut out = OsString::from(option);
    out.push(path);
    out
}

/// Runs a tool to its end. Its output matters only when it fails.
fn run(mut command: Command) -> Result<(), AotError> {
    let output = command.output().map_err(|error| AotError::MissingTool {
        tool: command.get_program().to_string_lossy().into_owned(),
        reason: error.to_string(),
    })?;
    if output.status.success() {
        return Ok(());
    }
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    Err(AotError::ToolFailed {
        command: words.join(" "),
        output: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}
