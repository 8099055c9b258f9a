// SPDX-License-Identifier: EUPL-1.2

package formula

// sentence is one text in both languages. Authors write formulas in Dutch
// assignments, so Dutch is the one that is read most.
type sentence struct{ nl, en string }

// kindWords is how kinds are called in a sentence.
var kindWords = map[string]sentence{
	"unknown":   {"iets onbekends", "something unknown"},
	"money":     {"een bedrag", "an amount"},
	"money_per": {"een bedrag per periode", "an amount per period"},
	"number":    {"een getal", "a number"},
	"yesno":     {"ja of nee", "yes or no"},
	"choice":    {"een keuze", "a choice"},
	"choices":   {"meer keuzes", "several choices"},
	"text":      {"tekst", "text"},
	"date":      {"een datum", "a date"},
	"rows":      {"een lijst met rijen", "a list of rows"},
}

// messages says what is wrong.
var messages = map[string]sentence{
	// Reading the signs.
	"too_long":         {"Deze formule is langer dan {max} tekens.", "This formula is longer than {max} characters."},
	"empty":            {"Hier staat geen formule.", "There is no formula here."},
	"char":             {"Het teken {char} kent deze formuletaal niet.", "This formula language does not know the sign {char}."},
	"sign":             {"'{text}' kent deze formuletaal niet.", "This formula language does not know '{text}'."},
	"text_open":        {"Deze tekst heeft geen einde.", "This text has no end."},
	"number_thousands": {"'{text}' kan een of duizend betekenen.", "'{text}' can mean one or a thousand."},
	"decimal_comma":    {"'{text}' kan één getal zijn of twee getallen.", "'{text}' can be one number or two numbers."},
	"number_size":      {"Het getal '{text}' is te groot of heeft te veel cijfers na de punt.", "The number '{text}' is too large or has too many decimals."},
	"amount":           {"Het bedrag '{text}' kan ik niet zeker lezen.", "I cannot be sure how to read the amount '{text}'."},
	// Reading the words.
	"unfinished":     {"De formule is niet af.", "The formula is not finished."},
	"expected":       {"Ik had hier '{want}' verwacht, maar er staat '{found}'.", "I expected '{want}' here, but found '{found}'."},
	"expected_end":   {"Ik had hier het einde verwacht, maar er staat '{found}'.", "I expected the end here, but found '{found}'."},
	"unexpected":     {"Ik had hier een naam, bedrag of getal verwacht, maar er staat '{found}'.", "I expected a name, amount or number here, but found '{found}'."},
	"too_deep":       {"Deze formule heeft te veel haakjes in elkaar: meer dan {max}.", "This formula has too many brackets inside each other: more than {max}."},
	"no_function":    {"De functie '{name}' bestaat niet.", "There is no function '{name}'."},
	"no_argument":    {"Tussen de haakjes van '{function}' staat niets.", "There is nothing between the brackets of '{function}'."},
	"argument_one":   {"'{function}' wil precies één ding tussen de haakjes.", "'{function}' takes exactly one thing between the brackets."},
	"argument_two":   {"'{function}' wil precies twee dingen tussen de haakjes.", "'{function}' takes exactly two things between the brackets."},
	"argument_three": {"'{function}' wil precies drie dingen tussen de haakjes.", "'{function}' takes exactly three things between the brackets."},
	"want_rows":      {"'{function}' begint met de naam van een lijst met rijen, maar er staat '{found}'.", "'{function}' starts with the name of a list of rows, but found '{found}'."},
	"one_column":     {"'{function}' kan hier niet verder rekenen met '{found}'.", "'{function}' cannot go on here with '{found}'."},
	// Names.
	"name":            {"Er is geen veld '{name}'.", "There is no field '{name}'."},
	"column":          {"De lijst '{rows}' heeft geen veld '{column}'.", "The list '{rows}' has no field '{column}'."},
	"column_alone":    {"'{name}' heeft in elke rij een eigen waarde.", "'{name}' has its own value in every row."},
	"column_in_where": {"Na 'where' staat de naam van de lijst er niet meer bij: '{name}'.", "After 'where' the name of the list is left out: '{name}'."},
	"column_missing":  {"'{function}' moet weten welk veld van '{rows}' je bedoelt.", "'{function}' must know which field of '{rows}' you mean."},
	"column_extra":    {"'{function}' kijkt naar hele rijen van '{rows}', niet naar één veld.", "'{function}' looks at whole rows of '{rows}', not at one field."},
	"where_missing":   {"'{function}' heeft een voorwaarde nodig.", "'{function}' needs a condition."},
	"not_rows":        {"'{function}' werkt op een lijst met rijen, en '{name}' is dat niet.", "'{function}' works on a list of rows, and '{name}' is not one."},
	"nested":          {"'{function}' mag hier niet binnen een ander totaal staan.", "'{function}' cannot stand inside another total here."},
	"rows":            {"'{name}' is een lijst met rijen, niet één waarde.", "'{name}' is a list of rows, not one value."},
	"per":             {"'{name}' is een bedrag per periode.", "'{name}' is an amount per period."},
	// Kinds.
	"condition": {"Hier hoort een voorwaarde (ja of nee), maar dit is {found}.", "A condition (yes or no) belongs here, but this is {found}."},
	"branches":  {"Na 'then' komt {left}, na 'else' komt {right}. Dat moet hetzelfde zijn.", "After 'then' comes {left}, after 'else' comes {right}. They must be the same."},
	"compare":   {"Ik kan {left} en {right} niet vergelijken.", "I cannot compare {left} with {right}."},
	"order":     {"Met '{sign}' kan ik geen volgorde maken: dit is {kind}.", "'{sign}' puts things in order, and this is {kind}."},
	"choices":   {"Hier kunnen meer keuzes zijn aangevinkt.", "More than one choice can be ticked here."},
	"choice":    {"De keuze '{option}' bestaat hier niet.", "There is no choice '{option}' here."},
	"combine":   {"Ik kan {left} en {right} niet met '{sign}' combineren.", "I cannot combine {left} and {right} with '{sign}'."},
	"negate":    {"Een min kan alleen voor een bedrag of getal, en dit is {kind}.", "A minus goes before an amount or a number, and this is {kind}."},
	"mixed":     {"'{function}' vergelijkt dingen van één soort, maar hier staan {left} en {right}.", "'{function}' compares things of one kind, but here are {left} and {right}."},
	"argument":  {"'{function}' kan niets met {found}.", "'{function}' cannot work with {found}."},
	"result":    {"Deze formule moet {want} geven, maar geeft {found}.", "This formula must give {want}, but gives {found}."},
	// The law.
	"norm_literal": {"'norm' begint met de naam van een bedrag of getal uit een tabel, tussen aanhalingstekens.", "'norm' begins with the name of an amount or number of a table, between quotes."},
	"norm_table":   {"Er is geen tabel '{table}'.", "There is no table '{table}'."},
	"norm_value":   {"De tabel '{table}' heeft geen '{value}'.", "The table '{table}' has no '{value}'."},
	"norm_dot":     {"Na '{table}' komt een punt en welk bedrag of getal van die tabel je bedoelt.", "After '{table}' comes a point and which amount or number of that table you mean."},
	"option_other": {"Geen enkele keuze hier past bij '{function}'.", "No choice here fits '{function}'."},
	// Sharing out.
	"divide_outside": {"'divide' kan alleen in een berekening per rij.", "'divide' only works in a calculation per row."},
	"divide_row":     {"Het bedrag dat je verdeelt moet voor alle rijen gelijk zijn; '{name}' is per rij anders.", "The amount you share out must be the same for all rows; '{name}' differs per row."},
	"divide_column":  {"'divide' verdeelt naar een veld van deze rij.", "'divide' shares out by a field of this row."},
}

// hints says what to do about it.
var hints = map[string]sentence{
	"did_you_mean":      {"Bedoelde je '{suggest}'?", "Did you mean '{suggest}'?"},
	"did_you_mean_text": {"Bedoelde je \"{suggest}\"?", "Did you mean \"{suggest}\"?"},
	"one_of":            {"Kies uit: {list}.", "Choose from: {list}."},
	"plain_digits":      {"Schrijf '{plain}' zonder punten. Een half is '0.5'. Een bedrag begint met €.", "Write '{plain}' without points. A half is '0.5'. An amount starts with €."},
	"decimal_point":     {"Schrijf '{plain}' met een punt, of zet een spatie na de komma.", "Write '{plain}' with a point, or put a space after the comma."},
	"amount_how":        {"Schrijf een bedrag zo: € 50 of € 1.234,56.", "Write an amount like this: € 50 or € 1.234,56."},
	"close_text":        {"Zet er een \" achter.", "Put a \" after it."},
	"straight_quotes":   {"Gebruik gewone aanhalingstekens: \"zo\".", "Use straight quotes: \"like this\"."},
	"use_sign":          {"Gebruik '{suggest}'.", "Use '{suggest}'."},
	"one_comparison":    {"Vergelijk twee dingen tegelijk: a > 1 and a < 5.", "Compare two things at a time: a > 1 and a < 5."},
	"brackets":          {"Zet 'if … then … else …' tussen haakjes.", "Put brackets around 'if … then … else …'."},
	"missing":           {"Ik mis nog '{want}'.", "There is no '{want}' yet."},
	"split":             {"Zet een deel in een eigen berekening en gebruik de naam daarvan.", "Put a part in a calculation of its own and use its name."},
	"condition_how":     {"Vergelijk het met iets, bijvoorbeeld '> € 0' of '= \"keuze\"', of vraag 'is answered'.", "Compare it with something, such as '> € 0' or '= \"choice\"', or ask 'is answered'."},
	"per_how":           {"Schrijf '{suggest}.monthly' (per maand) of '{suggest}.yearly' (per jaar).", "Write '{suggest}.monthly' (a month) or '{suggest}.yearly' (a year)."},
	"rows_how":          {"Gebruik een totaal: sum({name}.veld), count({name}) of any({name} where …).", "Use a total: sum({name}.field), count({name}) or any({name} where …)."},
	"quote_choice":      {"Een keuze staat tussen aanhalingstekens: \"{suggest}\".", "A choice stands between quotes: \"{suggest}\"."},
	"euro":              {"Schrijf '{suggest}' als je euro's bedoelt.", "Write '{suggest}' if you mean euros."},
	"use_equals":        {"Gebruik '=' of '!='.", "Use '=' or '!='."},
	"choices_how":       {"Schrijf '{name} in [\"keuze\"]'.", "Write '{name} in [\"choice\"]'."},
	"use_where":         {"Schrijf bijvoorbeeld: any({rows} where {column} = …).", "Write for example: any({rows} where {column} = …)."},
	"like_sum":          {"Bijvoorbeeld: sum(debts.owed) of sum(debts.owed where urgent).", "For example: sum(debts.owed) or sum(debts.owed where urgent)."},
	"like_count":        {"Bijvoorbeeld: count(debts) of count(debts where urgent).", "For example: count(debts) or count(debts where urgent)."},
	"like_any":          {"Bijvoorbeeld: any(debts where urgent).", "For example: any(debts where urgent)."},
	"like_all":          {"Bijvoorbeeld: all(debts where arranged).", "For example: all(debts where arranged)."},
	"like_min":          {"Bijvoorbeeld: min(debts.owed) of min(left, € 50).", "For example: min(debts.owed) or min(left, € 50)."},
	"like_max":          {"Bijvoorbeeld: max(debts.owed) of max(left, € 0).", "For example: max(debts.owed) or max(left, € 0)."},
	"like_round_up":     {"Bijvoorbeeld: round_up(total / capacity). Het moet een getal zijn.", "For example: round_up(total / capacity). It must be a number."},
	"like_round_down":   {"Bijvoorbeeld: round_down(total / capacity). Het moet een getal zijn.", "For example: round_down(total / capacity). It must be a number."},
	"like_divide":       {"Bijvoorbeeld: divide(capacity, owed), met owed een veld van deze rij.", "For example: divide(capacity, owed), where owed is a field of this row."},
	"like_workdays":     {"Bijvoorbeeld: workdays(today, 5).", "For example: workdays(today, 5)."},
	"like_days":         {"Bijvoorbeeld: days(today, 14).", "For example: days(today, 14)."},
	// The law.
	"like_norm":                      {"Bijvoorbeeld: norm(\"bank_free.single\", today).", "For example: norm(\"bank_free.single\", today)."},
	"like_collection_costs":          {"Bijvoorbeeld: collection_costs(owed, letter_date).", "For example: collection_costs(owed, letter_date)."},
	"like_collection_costs_periodic": {"Bijvoorbeeld: collection_costs_periodic(owed, € 40, letter_date), met wat al gevraagd is in het midden.", "For example: collection_costs_periodic(owed, € 40, letter_date), with what was asked before in the middle."},
	"like_limitation":                {"Bijvoorbeeld: limitation(\"rent\", last_letter).", "For example: limitation(\"rent\", last_letter)."},
	"like_free_bank":                 {"Bijvoorbeeld: free_bank(\"single\", today).", "For example: free_bank(\"single\", today)."},
	"like_protected_low":             {"Bijvoorbeeld: protected_low(\"single\", income, today).", "For example: protected_low(\"single\", income, today)."},
	"like_protected_high":            {"Bijvoorbeeld: protected_high(\"single\", income, today).", "For example: protected_high(\"single\", income, today)."},
}
