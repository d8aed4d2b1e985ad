"""The facts of Zotero's schema that the double needs: item types, their fields and their creators.

Stated of version 41, as the web API gives it: https://www.zotero.org/support/dev/web_api/v3/types_and_fields
"""

VERSION = 41
SHORTHANDS = {
    "@cited": "DOI citationKey url accessDate @filed",
    "@filed": "archive archiveLocation shortTitle language libraryCatalog callNumber rights extra",
}
"""Fields that end most of the types."""
ITEM_TYPES = """
annotation: /
artwork: title abstractNote artworkMedium artworkSize date eventPlace @cited / artist contributor
attachment: title accessDate url /
audioRecording: title abstractNote audioRecordingFormat seriesTitle volume numberOfVolumes label place
    date runningTime ISBN @cited / performer originalCreator composer wordsBy translator contributor
bill: title abstractNote billNumber code codeVolume section codePages legislativeBody session history
    date DOI citationKey url accessDate shortTitle language rights extra / sponsor cosponsor contributor
blogPost: title abstractNote blogTitle websiteType date DOI citationKey url accessDate ISSN shortTitle
    language rights extra / author translator commenter contributor
book: title abstractNote series seriesNumber volume numberOfVolumes edition date publisher place
    originalDate originalPublisher originalPlace format numPages ISBN DOI citationKey url accessDate
    ISSN @filed / author contributor editor translator seriesEditor
bookSection: title abstractNote bookTitle series seriesNumber volume numberOfVolumes edition date
    publisher place originalDate originalPublisher originalPlace format pages ISBN DOI citationKey url
    accessDate ISSN @filed / author contributor editor bookAuthor translator seriesEditor
case: caseName abstractNote court dateDecided docketNumber reporter reporterVolume firstPage history DOI
    citationKey url accessDate shortTitle language rights extra / author counsel contributor
computerProgram: title abstractNote seriesTitle versionNumber date system company place
    programmingLanguage rights citationKey url accessDate DOI ISBN archive archiveLocation
    libraryCatalog callNumber shortTitle extra / programmer contributor
conferencePaper: title abstractNote proceedingsTitle conferenceName publisher place date eventPlace
    volume issue numberOfVolumes pages series seriesNumber DOI ISBN citationKey url accessDate ISSN
    @filed / author contributor editor translator seriesEditor
dataset: title abstractNote identifier type versionNumber date repository repositoryLocation format
    @cited / author contributor
dictionaryEntry: title abstractNote dictionaryTitle series seriesNumber volume numberOfVolumes edition
    date publisher place pages ISBN @cited / author contributor editor translator seriesEditor
document: title abstractNote type date publisher place @cited / author contributor editor translator
    reviewedAuthor
email: subject abstractNote date DOI citationKey url accessDate shortTitle language rights extra /
    author translator contributor recipient
encyclopediaArticle: title abstractNote encyclopediaTitle series seriesNumber volume numberOfVolumes
    edition date publisher place pages ISBN @cited / author contributor editor translator seriesEditor
film: title abstractNote distributor place date genre videoRecordingFormat runningTime @cited / director
    producer scriptwriter castMember host guest narrator translator contributor
forumPost: title abstractNote forumTitle postType date DOI citationKey url accessDate shortTitle
    language rights extra / author contributor
hearing: title abstractNote committee publisher numberOfVolumes documentNumber pages legislativeBody
    session history date place DOI citationKey url accessDate shortTitle language rights extra /
    contributor
instantMessage: title abstractNote date DOI citationKey url accessDate shortTitle language rights extra
    / author contributor recipient
interview: title abstractNote interviewMedium date publisher place @cited / interviewee contributor
    interviewer translator
journalArticle: title abstractNote publicationTitle publisher place date volume issue section partNumber
    partTitle pages series seriesTitle seriesText journalAbbreviation DOI citationKey url accessDate
    PMID PMCID ISSN @filed / author contributor editor translator reviewedAuthor
letter: title abstractNote letterType date eventPlace @cited / author recipient contributor translator
magazineArticle: title abstractNote publicationTitle publisher place date volume issue pages ISSN @cited
    / author contributor translator reviewedAuthor
manuscript: title abstractNote manuscriptType institution place date numPages number @cited / author
    contributor translator
map: title abstractNote mapType scale seriesTitle edition publisher place date DOI ISBN citationKey url
    accessDate @filed / cartographer contributor seriesEditor
newspaperArticle: title abstractNote publicationTitle publisher place date volume issue edition section
    pages ISSN @cited / author contributor translator reviewedAuthor
note: /
patent: title abstractNote place country assignee issuingAuthority patentNumber filingDate pages
    applicationNumber priorityNumbers issueDate priorityDate references legalStatus DOI citationKey url
    accessDate shortTitle language rights extra / inventor attorneyAgent contributor
podcast: title abstractNote seriesTitle episodeNumber audioFileType date publisher place runningTime DOI
    citationKey url accessDate shortTitle language rights extra / podcaster guest producer
    executiveProducer seriesCreator director scriptwriter castMember translator contributor
preprint: title abstractNote genre repository archiveID place date series seriesNumber @cited / author
    contributor editor translator reviewedAuthor
presentation: title abstractNote presentationType date meetingName place series sessionTitle DOI
    citationKey url accessDate shortTitle language rights extra / presenter chair organizer contributor
    translator
radioBroadcast: title abstractNote programTitle episodeNumber audioRecordingFormat network place date
    runningTime @cited / creator host guest producer executiveProducer seriesCreator director
    scriptwriter castMember translator contributor
report: title abstractNote reportNumber reportType institution place date seriesTitle seriesNumber pages
    DOI ISBN citationKey url accessDate ISSN @filed / author editor contributor translator seriesEditor
standard: title abstractNote organization committee type number versionNumber edition status date
    publisher place partNumber partTitle ISBN DOI citationKey url accessDate archive archiveLocation
    shortTitle numPages language libraryCatalog callNumber rights extra / author editor contributor
statute: nameOfAct abstractNote code codeNumber publicLawNumber dateEnacted pages section session
    history DOI citationKey url accessDate shortTitle language rights extra / author contributor
thesis: title abstractNote thesisType university place date series seriesNumber numPages DOI ISBN
    citationKey url accessDate ISSN @filed / author contributor
tvBroadcast: title abstractNote programTitle episodeNumber videoRecordingFormat network place date
    runningTime @cited / director producer executiveProducer seriesCreator scriptwriter castMember host
    guest narrator translator contributor
videoRecording: title abstractNote videoRecordingFormat seriesTitle volume numberOfVolumes studio place
    date runningTime ISBN @cited / creator director producer scriptwriter executiveProducer castMember
    host guest narrator translator contributor
webpage: title abstractNote websiteTitle websiteType date publisher place DOI citationKey url accessDate
    shortTitle language rights extra / author contributor translator
"""
"""By item type its fields in their order, and behind the stroke its creator types, the primary one first."""
BASE_FIELDS = """
medium: artworkMedium audioRecordingFormat format videoRecordingFormat interviewMedium audioFileType
publisher: label company repository distributor institution network university studio
number: billNumber docketNumber identifier documentNumber patentNumber episodeNumber archiveID
    reportNumber publicLawNumber
volume: codeVolume reporterVolume
pages: codePages firstPage
authority: legislativeBody court issuingAuthority organization
publicationTitle: blogTitle bookTitle proceedingsTitle dictionaryTitle encyclopediaTitle forumTitle
    sessionTitle programTitle websiteTitle
type: websiteType genre postType letterType manuscriptType mapType presentationType reportType
    thesisType
title: caseName subject nameOfAct
date: dateDecided issueDate dateEnacted
place: repositoryLocation
originalDate: priorityDate
status: legalStatus
"""
"""By base field the fields that stand for it in single types."""
LABELS = """
computerProgram: Software
email: E-mail
tvBroadcast: TV Broadcast
webpage: Web Page
abstractNote: Abstract
accessDate: Accessed
archiveLocation: Loc. in Archive
artworkMedium: Medium
audioFileType: File Type
audioRecordingFormat: Format
dateModified: Modified
forumTitle: Forum/Listserv Title
interviewMedium: Medium
journalAbbreviation: Journal Abbr
letterType: Type
manuscriptType: Type
mapType: Type
nameOfAct: Name of Act
numberOfVolumes: # of Volumes
numPages: # of Pages
presentationType: Type
programmingLanguage: Prog. Language
publicationTitle: Publication
repositoryLocation: Repo. Location
rights: License
thesisType: Type
url: URL
versionNumber: Version
videoRecordingFormat: Format
attorneyAgent: Attorney/Agent
interviewee: Interview With
"""
"""What people see, where it is not the name itself in words."""
