public import Descent

/// The computational graph of a plan's first configuration.
public struct GraphPreview {
  private let plan: Plan
  private let registry: Registry
  private let catalog: DataCatalog

  public init(_ plan: Plan, registry: Registry, folder: String) {
    self.plan = plan
    self.registry = registry
    catalog = DataCatalog(folder: folder, registry: registry)
  }

  /// Draws the graph.
  ///
  /// - Parameter withNorms: Send the first batch of the training part through the untrained network
  ///   and back, as the first step would, and show every node's norms.
  /// - Returns: The graph, printable.
  /// - Throws: A `ComponentError` where the network cannot be set up.
  public func drawing(withNorms: Bool) throws -> GraphDrawing {
    let planned = plan.configurations[0]
    let streams = StreamReplicates(seed: plan.document.seeds.first ?? 1, vary: plan.document.vary)
    let dataset = try catalog.dataset(planned.configuration, task: planned.task, streams: streams)
    let recipe = try TrainingRecipe(planned.configuration, registry: registry, catalog: catalog)
    let network = recipe.network(for: dataset)
    guard withNorms else { return GraphDrawing(network.graph) }

    var initialization = streams.stream(.initialization)
    let parameters = ParameterValues<Float>(network.graph)
    parameters.snapshot = try network.initialValues(
      recipe.initializer, files: recipe.initializerFiles, random: &initialization
    ).map { Float($0) }
    let rows = min(recipe.batchSize ?? dataset.train.count, dataset.train.count)
    // Every node is asked for, so that none is computed in another's place.
    let pass = GradientPlan(
      network.graph, parameters: parameters, batch: rows,
      mode: .training(Noise(streams.stream(.noise))), targets: network.graph.nodes.map(\.id),
      gradientOf: network.objective)
    let (input, target) = (pass.tensor(network.input), pass.tensor(network.target))
    for i in 0..<input.count { input.value[i] = dataset.train.inputs[i] }
    for i in 0..<target.count { target.value[i] = dataset.train.targets[i] }
    pass.forward()
    pass.backward()
    return GraphDrawing(pass)
  }
}
