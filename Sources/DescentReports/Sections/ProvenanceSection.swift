import DescentStore

extension Analysis {
  /// Where the numbers come from, and the command that makes them again.
  func provenanceSection() -> Section {
    var section = Section("provenance", "How to repeat this")
    let commands = origins.map(\.commandLine) + [view?.commandLine].compactMap { $0 }
    section.blocks.append(
      .code(
        commands.map { $0.map(shellQuoted).joined(separator: " ") }.joined(separator: "\n"),
        language: "sh"))
    let arithmetic = Set(origins.map(\.provenance.floatType)).sorted()
    section.add(
      "The same build on the same machine repeats every number but the times bit for bit, whatever the "
        + "number of jobs; another build or processor repeats them up to rounding in "
        + "\(listed(arithmetic.map { "\(code: $0)" as Prose })) arithmetic. More is in "
        + "\(code: "manifest.json").")
    if origins.count == 1 {
      section.add(lines(of: origins[0]) + runLines())
    } else {
      for origin in origins {
        section.add("\(code: origin.folder):")
        section.add(lines(of: origin))
      }
      section.add("All runs:")
      section.add(runLines())
    }
    var shown: Set<String> = []
    for plugin in origins.flatMap({ $0.provenance.plugins ?? [] })
    where shown.insert(plugin.sha256).inserted {
      section.add("\(code: plugin.path):")
      section.blocks.append(.code(plugin.text, language: "swift"))
    }
    return section
  }

  /// With what the runs of a results folder were made, and from what.
  private func lines(of source: Origin) -> [Prose] {
    let origin = source.provenance
    var lines: [Prose] = [
      "experiment file: \(code: source.experimentFile), SHA-256 \(code: source.experimentSHA256)",
      "Descent \(origin.version), commit \(code: origin.commit)"
        + (origin.isDirty ? " with uncommitted changes" : ""),
      "Swift \(origin.swiftVersion), flags \(code: origin.compilerFlags), matrix kernel "
        + "\(origin.matrixKernel)",
      "\(origin.operatingSystem), \(origin.processor), \(counted(origin.cores, "core")), "
        + "\(counted(origin.jobs, "job"))",
    ]
    lines += origin.dataFiles.map { file in
      let rows: Prose = file.rows.map { "\(counted($0, "row")), " } ?? ""
      return "\(file.rows == nil ? "file" : "data"): \(code: file.path), \(rows)SHA-256 "
        + "\(code: file.sha256)"
    }
    lines += (origin.plugins ?? []).map { plugin in
      "plugin: \(code: plugin.path) (\(listed(plugin.components))), SHA-256 \(code: plugin.sha256); "
        + "its source is below"
    }
    return lines
  }

  /// What holds for all runs.
  private func runLines() -> [Prose] {
    let derivation = Set(origins.map(\.provenance.seedDerivation)).sorted()
    var lines: [Prose] = ["seeds \(seedList()): \(derivation.joined(separator: "; "))"]
    let builds = Set(scores.runs.map(\.run.build)).sorted()
    if builds.count > 1 {
      lines.append(
        "runs of \(builds.count) builds are mixed here, which is not bit-identical: "
          + "\(builds.joined(separator: "; "))")
    }
    return lines
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
