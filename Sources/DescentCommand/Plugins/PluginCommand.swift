import ArgumentParser

struct PluginCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugin",
    abstract: "Begin a plugin, or check one.",
    discussion: """
      A plugin is a Swift file with a formula. It is compiled and loaded when an experiment names it:

        descent plugin new activation snake      write snake.swift, to be filled in
        descent plugin check snake.swift         does it obey the laws of its kind?

      and in an experiment file: 'plugins: [snake.swift]', 'model.activation: [relu, snake]'.

      A plugin is code, and runs with your rights: use those that you would run as a program.
      """,
    subcommands: [PluginNewCommand.self, PluginCheckCommand.self])
}
