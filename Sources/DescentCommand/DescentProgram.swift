public import Descent
import DescentPlugins

/// A program with Descent's command line, and with components of its own beside the built-in ones.
///
///     import Descent
///     import DescentCommand
///
///     @main struct MyDescent: DescentProgram {
///       static let components: [any Component.Type] = [Snake.self]
///     }
///
/// Experiment files name these components as they name the built-in ones; `my-descent run FILE`,
/// `components`, and all other subcommands know them.
public protocol DescentProgram {
  /// The program's own components; none by default.
  ///
  /// - Precondition: None has the name of a built-in one of its kind, or of another.
  static var components: [any Component.Type] { get }
}

extension DescentProgram {
  public static var components: [any Component.Type] { [] }

  /// Runs the command that the arguments name, and ends the process where it fails.
  public static func main() async {
    await Registry.$ofProgram.withValue(Registry(BuiltIns.all + components)) {
      await DescentCommand.main()
    }
  }
}

extension Registry {
  /// The components that the running program brings along, without those that it loads.
  @TaskLocal static var ofProgram = BuiltIns.registry
}
