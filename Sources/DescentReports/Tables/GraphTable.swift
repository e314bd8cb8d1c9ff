import DescentStore

extension CSVTable {
  /// graph.csv: one row a node of the graphs that the report draws, by run, epoch and node.
  static func graph(_ drawn: DrawnGraphs) -> CSVTable {
    var table = CSVTable(
      "graph.csv",
      columns: [
        "run_id", "epoch", "node", "operation", "shape", "inputs", "value_norm", "grad_norm",
      ])
    for graph in drawn.graphs {
      let nodes = graph.graph.nodes
      for epoch in graph.graph.epochs {
        for (node, norms) in zip(nodes, epoch.norms) {
          table.append([
            .text(graph.runID), .integer(epoch.epoch), .text(node.name), .text(node.operation),
            .text(node.shape), .text(node.inputs.map { nodes[$0].name }.joined(separator: ";")),
            .number(norms.value), .number(norms.gradient),
          ])
        }
      }
    }
    return table
  }
}
