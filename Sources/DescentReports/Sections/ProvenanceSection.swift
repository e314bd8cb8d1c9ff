import DescentStore

extension Analysis {
  /// Where the numbers come from, and the command that makes them again.
  func provenanceSection() -> Section {
    let origin = plan.provenance
    var section = Section("provenance", "How to repeat this")
    let command = plan.commandLine.map(shellQuoted).joined(separator: " ")
    section.blocks.append(.code(command, language: "sh"))
    section.add(
      "The same build on the same machine repeats every number but the times bit for bit, whatever the "
        + "number of jobs; another build or processor repeats them up to rounding in "
        + "\(code: origin.floatType) arithmetic. More is in \(code: "manifest.json").")
    var lines: [Prose] = [
      "experiment file: \(code: plan.file), SHA-256 \(code: plan.sha256)",
      "Descent \(origin.version), commit \(code: origin.commit)"
        + (origin.isDirty ? " with uncommitted changes" : ""),
      "\(origin.swiftVersion), flags \(code: origin.compilerFlags), matrix kernel "
        + "\(origin.matrixKernel)",
      "\(origin.operatingSystem), \(origin.processor), \(counted(origin.cores, "core")), "
        + "\(counted(origin.jobs, "job"))",
      "seeds \(seedList()): \(origin.seedDerivation)",
    ]
    lines += origin.dataFiles.map { file in
      let rows: Prose = file.rows.map { "\(counted($0, "row")), " } ?? ""
      return "\(file.rows == nil ? "file" : "data"): \(code: file.path), \(rows)SHA-256 "
        + "\(code: file.sha256)"
    }
    let plugins = origin.plugins ?? []
    lines += plugins.map { plugin in
      "plugin: \(code: plugin.path) (\(listed(plugin.components))), SHA-256 \(code: plugin.sha256); "
        + "its source is below"
    }
    let builds = Set(scores.runs.map(\.run.build)).sorted()
    if builds.count > 1 {
      lines.append(
        "runs of \(builds.count) builds are mixed here, which is not bit-identical: "
          + "\(builds.joined(separator: "; "))")
    }
    section.add(lines)
    for plugin in plugins {
      section.add("\(code: plugin.path):")
      section.blocks.append(.code(plugin.text, language: "swift"))
    }
    return section
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
