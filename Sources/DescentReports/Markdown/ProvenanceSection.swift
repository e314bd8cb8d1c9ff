import DescentStore

extension Analysis {
  /// Where the numbers come from, and the command that makes them again.
  package func provenanceSection() -> String {
    let origin = plan.provenance
    var text = "## How to repeat this (`manifest.json`)\n\n"
    text += Markdown.code(plan.commandLine.map(shellQuoted).joined(separator: " "), language: "sh")
    text += "\nThe same build on the same machine repeats every number but the times bit for bit, "
    text += "whatever the number of jobs; another build or processor repeats them up to rounding "
    text += "in `\(origin.floatType)` arithmetic.\n\n"
    var lines = [
      "experiment file: `\(plan.file)`, SHA-256 `\(plan.sha256)`",
      "Descent \(Markdown.escaped(origin.version)), commit `\(origin.commit)`"
        + (origin.isDirty ? " with uncommitted changes" : ""),
      "\(Markdown.escaped(origin.swiftVersion)), flags `\(origin.compilerFlags)`, "
        + "matrix kernel \(Markdown.escaped(origin.matrixKernel))",
      "\(Markdown.escaped(origin.operatingSystem)), \(Markdown.escaped(origin.processor)), "
        + "\(counted(origin.cores, "core")), \(counted(origin.jobs, "job"))",
      "seeds \(seedList()): \(Markdown.escaped(origin.seedDerivation))",
    ]
    lines += origin.dataFiles.map { file in
      "\(file.rows == nil ? "file" : "data"): `\(file.path)`, "
        + (file.rows.map { counted($0, "row") + ", " } ?? "") + "SHA-256 `\(file.sha256)`"
    }
    let plugins = origin.plugins ?? []
    lines += plugins.map { plugin in
      "plugin: `\(plugin.path)` (\(listed(plugin.components.map(Markdown.escaped)))), SHA-256 "
        + "`\(plugin.sha256)`; its source is below"
    }
    let builds = Set(scores.runs.map(\.run.build)).sorted()
    if builds.count > 1 {
      lines.append(
        "runs of \(builds.count) builds are mixed here, which is not bit-identical: "
          + builds.map(Markdown.escaped).joined(separator: "; "))
    }
    text += lines.map { "- \($0)\n" }.joined()
    for plugin in plugins {
      text += "\n`\(plugin.path)`:\n\n" + Markdown.code(plugin.text, language: "swift")
    }
    return text
  }

  private func seedList() -> String {
    let seeds = scores.seeds
    guard let first = seeds.first, let last = seeds.last, seeds.count > 2,
      last - first == seeds.count - 1
    else { return seeds.isEmpty ? "none" : listed(seeds.prefix(20).map { "\($0)" }) }
    return "\(first) to \(last)"
  }

  private func shellQuoted(_ argument: String) -> String {
    let isPlain =
      !argument.isEmpty
      && argument.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0)
          || "-_./=,:+@%".unicodeScalars.contains($0)
      }
    return isPlain
      ? argument
      : "'"
        + argument.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "'\\''") + "'"
  }
}
