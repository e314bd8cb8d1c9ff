import ArgumentParser
import DescentExperiments

/// The options that change an experiment on the command line, its file staying as it is.
struct EditOptions: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Give a setting another value, or an axis other candidates.",
      discussion: """
        As if the file said so: training.epochs=5, optimizer.learning_rate=0.1,0.01, optimizer=adam, \
        'model.hidden=[16, 16]'. A name of 'compare', 'tune' or of a hypothesis of which nothing is left is \
        left out. Can be given several times, as can --force, --study and --only.
        """, valueName: "key=value"))
  var settings: [String] = []

  @Option(
    name: .customLong("force"),
    help: ArgumentHelp(
      "Give every configuration a value at the very end.", valueName: "key=value"))
  var forced: [String] = []

  @Option(
    name: .customLong("study"),
    help: ArgumentHelp("Keep a study, and leave the others out.", valueName: "name"))
  var studies: [String] = []

  @Option(
    name: .customLong("only"),
    help: ArgumentHelp(
      "Keep configurations such as optimizer=adam,sgd or model.depth=2..8.",
      valueName: "key=value"))
  var conditions: [String] = []

  @Option(
    help: ArgumentHelp("So many seeds, or a list such as 1,4,7.", valueName: "seeds"))
  var seeds: String?

  @Flag(help: "Record combinations that do not go together as skipped, and train the others.")
  var skipInvalid = false

  var edits: DocumentEdits {
    DocumentEdits(
      settings: settings, forced: forced, studies: studies, conditions: conditions, seeds: seeds,
      skipsInvalid: skipInvalid)
  }
}
