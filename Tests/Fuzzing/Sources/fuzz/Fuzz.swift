import Descent
import DescentExperiments
import DescentPlugins
import Foundation

/// Reads some bytes as an experiment file, and plans it where it has no mistakes.
///
/// Paths of data start at the folder of the experiments. Mistakes are what a fuzzer is expected to
/// find in a file; a trap, a hang and memory without bounds are what it looks for.
@_cdecl("fuzz")
func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let file = SourceFile(
    name: "fuzz.yaml", bytes: UnsafeBufferPointer(start: bytes, count: count))
  do throws(DiagnosticList) {
    let document = try Document.read(file, registry: BuiltIns.registry)
    _ = try Plan(document, registry: BuiltIns.registry, folder: "experiments")
  } catch {
    _ = error.description
  }
  return 0
}

/// libFuzzer as a library: calls a function with mutated files until its options say that it is enough.
@_silgen_name("LLVMFuzzerRunDriver")
func runFuzzer(
  _ argumentCount: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ function: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt

@main
enum Fuzzer {
  static func main() {
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    exit(runFuzzer(&count, &arguments, fuzz))
  }
}
