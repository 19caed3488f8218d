package diag

// Proof bundles.
var (
	BundleFolder   = register("FW7001", "A folder is not a proof bundle, or has a format that this version does not read.", "fencewise verify on an empty folder")
	BundleFiles    = register("FW7002", "A bundle lacks a file, or has one that its manifest does not name.", "a bundle without holds/proof.rup")
	BundleHash     = register("FW7003", "A file of a bundle differs from the hash in the manifest.", "a bundle in which program.litmus was edited")
	BundleManifest = register("FW7004", "The manifest of a bundle is damaged or was edited.", "a manifest in which the verdict was edited")
	BundleProof    = register("FW7005", "A proof does not prove its claim.", "a proof from which a step was removed")
	BundleDerived  = register("FW7006", "A file of a bundle differs from the one that its program and model produce.", "a formula without one of its clauses, in a bundle with new hashes")
	BundleModel    = register("FW7007", "A model or a program cannot be put into a bundle.", "a model that includes two files of the same name")
	BundleProver   = register("FW7008", "The requested prover is not installed.", "fencewise prove --prover cadical where cadical is not installed")
	BundleCover    = register("FW7009", "A verdict or a table claims more than the facts in its bundle show.", "a table with a choice for which the bundle has no proof")
	BundleForeign  = register("FW7010", "The model of a bundle is not an embedded model, and --embedded-models accepts no other.", "fencewise verify --embedded-models on a bundle for a cat file")
)
