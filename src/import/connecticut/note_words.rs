//! The words by which an entry of a history note is known to speak of penalties, and those that change none.

use std::sync::LazyLock;

use regex::Regex;

/// Words without which an entry says nothing of penalties.
pub(super) static SPEAKS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:class [A-E]\b|felon|misdemeanor|infraction|fine[sd]?\b|penalt|imprison|sentence|suspend|suspension|mandatory|nonsuspendable|punish|subsequent (?:offense|conviction|violation))")
        .expect("the pattern is valid")
});

/// An act that wrote a section anew may have written its penalty; one that wrote the elements has not.
pub(super) static REWRITES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?xi) \b (?: substantially | completely | entirely | extensively ) \s+ (?: amend | revis | chang | rewr | restat | replac )\w* \s+ (?: the \s+ )? (?: section | provisions | Subsecs? | this ) \b
          | \b (?: replaced | substituted \s+ new \s+ provisions \s+ for ) \s+ (?: former | previous | existing ) \s+ (?: section | provisions? ) (?: [\s.,;] | $ ) (?: $ | with \s+ new )
          | \b (?: rewrote | rewritten | restated ) \s+ (?: section | provisions ) \b | \b entirely \s+ (?: new | replaced )",
    )
    .expect("the pattern is valid")
});

/// The same, in what is left of an entry when its changes and the neutral phrases are taken out.
pub(super) static LEFT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:class [A-E]\b|felon|misdemeanor|infraction|fine[sd]?\b|penalt|imprison|sentence|suspended|mandatory|nonsuspendable|punish|subsequent (?:offense|conviction|violation))")
        .expect("the pattern is valid")
});

/// A class, in what is left of an entry.
pub(super) static CLASS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:class [A-E] (?:felon|misdemeanor)|unclassified|infraction)").expect("the pattern is valid")
});

/// What an entry says of other penalties than the section's: those of agencies, those that somebody was convicted of.
pub(super) static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?xi)
          \b (?: civil | administrative ) \s+ (?: penalt(?:y|ies) | fines? ) (?: \s+ (?: from \s+ \$ [0-9,]+ \s+ to | of | to | in ) \s+ (?: an \s+ amount \s+ )? (?: not \s+ (?: more \s+ than | to \s+ exceed ) \s+ )? \$ [0-9,]+ )?
        | \b capital \s+ felony \b | \b (?: felony | misdemeanor ) \s+ convictions? \b
        | \b (?: conviction | convicted | accused | charged | commission | guilty \s+ plea ) \s+ (?: of | with | to ) \s+ (?: an? \s+ | any \s+ | the \s+ )? (?: felony | misdemeanor | class \s+ [A-E] \s+ (?: felony | misdemeanor ) | infractions? )
        | \b fine \s+ for \s+ an \s+ infraction \s+ is \s+ not \s+ less \s+ than \s+ \$25 \s+ nor \s+ more \s+ than \s+ \$90
        | \b references? \s+ to \s+ (?: an? \s+ )? (?: class \s+ [A-E] \s+ )? (?: felon(?:y|ies) | misdemeanors? )
        | \b (?: fifty | 50 ) \s+ per \s+ cent \s+ of \s+ (?: the \s+ )? fine (?: \s+ amounts? )? | \b (?: tax | taxes ) \s+ and \s+ any \s+ penalty
        | \b by \s+ ordinance, \s+ a \s+ fine \s+ of \s+ not \s+ more \s+ than \s+ \$ [0-9,]+
        ",
    )
    .expect("the pattern is valid")
});

/// Phrases that speak of penalties and change none.
pub(super) static NEUTRAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?xi)
          (?: made | making | make ) \s+ (?: a \s+ )? (?: minor \s+ )? technical \s+ (?: and \s+ \w+ \s+ )? changes?
        | \b (?: license | permit | registration | privilege | certificate )s? \s+ (?: [a-z]+ \s+ ){0,4}? (?: suspended | suspension )
        | \b (?: suspend\w* | suspension ) \s+ (?: of \s+ )? (?: [a-z']+ \s+ ){0,5}? (?: license | permit | registration | privilege | certificate )s?
        | \b (?: designat\w+ | redesignat\w+ | relettered | divided ) \s+ (?: existing \s+ | former \s+ )?
              (?: (?: penalty | fine ) (?: \s+ provisions? )? \s+ as | (?: provisions? | Subsecs? | Subdivs? ) [^,;]{0,40}? \s+ re ) \s+
              (?: Subsec | Subdiv | penalt(?:y|ies) | fines? | infractions? | class [^,;]{0,20} (?: felony | misdemeanor ) )
        ",
    )
    .expect("the pattern is valid")
});

/// Words that lead to a change which was read; the change stands as `·`.
pub(super) static LEADING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?xi)
          \b (?: penalt(?:y|ies) | fines? | classification | imprisonment | punishment | sentence ) \b [^;,·]{0,110} ·
        | · [^;,·]{0,60} \b (?: penalt(?:y|ies) | fines? ) \b [^;,·]{0,20} ·
        | \b (?: eliminat | delet | remov )\w+ \s+ (?: the \s+ )? fines? (?: \s+ and \s+ imprisonment \s+ penalties )?
        | \b of \s+ the \s+ fine (?: \s+ imposed )? \s+ may \s+ not \s+ be \s+ remitted
        | \b (?: change | changed | changing | increase | increased | increasing | raise | raised | reduce | reduced | replace | replaced | replacing | lower | lowered ) \s+ (?: the \s+ )? (?: maximum \s+ | minimum \s+ )? (?: penalt(?:y|ies) | classification | fines? | punishment ) \b
              (?: \s+ (?: for | in ) \s+ [^;]{0,140}? )? (?: \s+ (?: from | of | with | to ) )
        | \b (?: to \s+ be \s+ )? sentenced \s+ to \s+ a \s+ term \s+ of \s+ imprisonment
        | \b (?: for \s+ (?: a \s+ | the \s+ | any \s+ | each \s+ )? )? (?: first | second | third | subsequent | second \s+ or \s+ subsequent | each \s+ subsequent ) \s+ (?: offense | conviction | violation )s?
        | \b may \s+ not \s+ be \s+ suspended \s+ or \s+ reduced (?: \s+ by \s+ the \s+ court )? | \b suspended \s+ or \s+ reduced
        | \b (?: of \s+ the \s+ )? sentences? \s+ imposed | \b (?: a \s+ )? term \s+ of \s+ imprisonment \s+ of \s+ which | \b (?: a \s+ )? nonsuspendable \s+ (?: portion | sentence ) (?: \s+ of \s+ (?: the \s+ )? sentence )?
        | \b (?: (?: former | previous | existing | specific | the ) \s+ )? (?: fines? | penalt(?:y|ies) | infraction ) (?: \s+ (?: and | or | and/or ) \s+ (?: minimum \s+ )? (?: imprisonment | fine ) )? \s+ provisions? \b
        | \b (?: former \s+ | the \s+ )? provisions? \s+ (?: re | for | specifying ) \s+ (?: fines? | penalt(?:y|ies) | imprisonment ) (?: \s+ (?: and | or | and/or ) \s+ (?: imprisonment | fine ) )? (?: \s+ for \s+ violations? )? \s+ (?: with | and ) \b
        | \b specific \s+ penalties \b | \b (?: maximum | minimum ) \s+ fine \s+ (?: therefor | in | with ) \b
        | \b or \s+ both | \b penalt(?:y|ies) \s+ (?: from | of | with | to ) \b | \b fined \b (?: \s+ and \s+ imprisoned )?
        ",
    )
    .expect("the pattern is valid")
});
