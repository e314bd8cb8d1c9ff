/// How the running program was built: what a plugin must be compiled like, and against.
public struct PluginBuild: Sendable {
  /// The folder with the modules that plugins import.
  public var modules: String
  /// The hash of these modules; a library that was compiled against others is not loaded.
  public var stamp: String
  /// The compiler that made them, such as `6.3.1`; no other can read them.
  public var swiftVersion: String
  /// The flags of `swift build`, such as `-c release -Xcc -march=native`.
  public var flags: String
  /// The processor, since flags may say `native`.
  public var processor: String

  public init(
    modules: String, stamp: String, swiftVersion: String, flags: String, processor: String
  ) {
    self.modules = modules
    self.stamp = stamp
    self.swiftVersion = swiftVersion
    self.flags = flags
    self.processor = processor
  }

  /// The flags as the compiler itself takes them.
  var compilerFlags: [String] {
    var result: [String] = []
    var words = flags.split(separator: " ").map(String.init)[...]
    var optimization = "-Onone"
    while let word = words.popFirst() {
      switch word {
      case "-c", "--configuration":
        if words.popFirst() == "release" { optimization = "-O" }
      case "-Xcc", "-Xlinker":
        result += [word] + (words.popFirst().map { [$0] } ?? [])
      case "-Xswiftc":
        if let flag = words.popFirst() { result.append(flag) }
      default: break
      }
    }
    // A formula of some length must still be compiled into the loop over a layer, which is vector code only
    // then; the built-in components say so with an attribute, which is no author's business.
    let inlining = optimization == "-O" ? ["-Xllvm", "-inline-threshold=2000"] : []
    return [optimization] + inlining + result
  }
}
