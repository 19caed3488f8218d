package diag

// Studies.
var (
	StudySyntax      = register("FW5001", "A study file is not valid TOML.", "title = Lost IPI")
	StudyKey         = register("FW5002", "A study file has an unknown key.", "[[variants]]")
	StudyType        = register("FW5003", "A value has the wrong type for its key.", "models = \"power\"")
	StudyMissing     = register("FW5004", "A study or variant lacks a required key.", "a [[variant]] without a name")
	StudyProgram     = register("FW5005", "A study names a program that it does not have.", "program = [\"mial.litmus\"]")
	StudySlotOmitted = register("FW5006", "A variant leaves out a slot of a program that it names.", "slots = { \"set.before\" = \"sync\" }, where the program also has clear.after")
	StudySlotUnknown = register("FW5007", "A variant sets a slot that none of its programs has.", "slots = { \"set.befor\" = \"sync\" }")
	StudySlotChoice  = register("FW5008", "A variant gives a slot a choice that the slot does not offer.", "slots = { \"set.before\" = \"dmb\" }")
	StudyClaim       = register("FW5009", "A claim is not a verdict.", "claim = { \"mail.litmus\" = \"Forbidden\" }")
	StudyClaimOf     = register("FW5010", "A claim is about a program or model that the variant is not run with.", "claim = { \"mial.litmus\" = \"Never\" }")
	StudyTwice       = register("FW5011", "A program, model or variant is named twice.", "models = [\"power\", \"power\"]")
	StudyBase        = register("FW5013", "A variant is based on one that does not come before it.", "base = \"patch v3\"")
	StudyName        = register("FW5012", "A name is not valid for a model, program, thread or term.", "models = [\"\"]")
)
