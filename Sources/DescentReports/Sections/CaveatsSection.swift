extension Analysis {
  /// What the sweep cannot tell.
  func caveatsSection() -> Section {
    let list = caveats
    return Section(
      "caveats", "What this cannot tell you",
      list.isEmpty ? [.paragraph("The automatic checks found nothing.")] : [.list(list)])
  }
}
