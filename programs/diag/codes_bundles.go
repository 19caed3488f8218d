package diag

// Proof bundles.
var (
	BundleFolder   = register("FW7001", "A folder is no proof bundle, or not one that this version reads.", "fencewise verify on an empty folder")
	BundleFiles    = register("FW7002", "A bundle lacks a file, or has one that its manifest does not name.", "a bundle without holds/proof.rup")
	BundleHash     = register("FW7003", "A file of a bundle is not the one that the manifest has the hash of.", "a bundle in which program.litmus was edited")
	BundleManifest = register("FW7004", "The manifest of a bundle is damaged or was edited.", "a manifest in which the verdict was edited")
	BundleProof    = register("FW7005", "A proof does not prove what it is there for.", "a proof from which a step was taken out")
	BundleDerived  = register("FW7006", "A file of a bundle is not what its program and model lead to.", "a formula without one of its clauses, in a bundle with new hashes")
	BundleModel    = register("FW7007", "A model or a program cannot be put into a bundle.", "a model that includes two files of the same name")
	BundleProver   = register("FW7008", "The prover that was asked for is not installed.", "fencewise prove --prover cadical where there is no cadical")
	BundleCover    = register("FW7009", "A verdict or a table claims more than the facts of its bundle show.", "a table with a choice for which no proof is there")
	BundleForeign  = register("FW7010", "The model of a bundle is not one of this program's, and --embedded-models accepts no other.", "fencewise verify --embedded-models on a bundle for a cat file")
)
