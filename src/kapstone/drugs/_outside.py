"""Names of medicines that are in none of the tables, so that one of them is never taken for a look-alike that is."""

_NAMES = """
    acetaminophen apap tylenol paracetamol ibuprofen advil motrin naproxen aleve aspirin celecoxib celebrex meloxicam mobic diclofenac voltaren
    fosphenytoin cerebyx terbinafine lamisil buspirone buspar prazosin minipress melatonin cetirizine zyrtec loratadine claritin
    fexofenadine allegra levocetirizine xyzal doxylamine guaifenesin mucinex montelukast singulair benzonatate
    atorvastatin lipitor simvastatin zocor rosuvastatin crestor pravastatin ezetimibe zetia
    losartan cozaar valsartan diovan olmesartan benicar irbesartan avapro telmisartan micardis enalapril vasotec ramipril benazepril
    atenolol tenormin bisoprolol nebivolol bystolic nifedipine procardia guanfacine intuniv tenex doxazosin terazosin tamsulosin flomax
    finasteride proscar propecia warfarin coumadin apixaban eliquis rivaroxaban xarelto digoxin lanoxin amiodarone
    omeprazole prilosec pantoprazole protonix esomeprazole nexium lansoprazole prevacid famotidine pepcid ranitidine zantac sucralfate
    sitagliptin januvia pioglitazone actos prednisone prednisolone methylprednisolone medrol dexamethasone hydrocortisone budesonide
    levetiracetam keppra lacosamide vimpat zonisamide zonegran levocarnitine ethosuximide
    sumatriptan imitrex rizatriptan maxalt rimegepant nurtec ubrogepant ubrelvy erenumab aimovig propylthiouracil methimazole tapazole
    amoxicillin augmentin azithromycin zithromax doxycycline cephalexin keflex cefuroxime metronidazole flagyl nitrofurantoin macrobid
    trimethoprim sulfamethoxazole bactrim acyclovir valacyclovir valtrex levofloxacin levaquin nystatin
    sildenafil viagra tadalafil cialis estradiol progesterone norethindrone medroxyprogesterone depo-provera testosterone
    letrozole anastrozole tamoxifen methotrexate hydroxychloroquine plaquenil allopurinol colchicine
    cholecalciferol ergocalciferol cyanocobalamin folate folic magnesium calcium iron zinc multivitamin biotin ashwagandha
    donepezil aricept galantamine rivastigmine exelon ropinirole requip pramipexole mirapex carbidopa levodopa sinemet benztropine cogentin
    asenapine saphris paliperidone invega iloperidone fanapt lumateperone caplyta pimavanserin nuplazid perphenazine fluphenazine
    chlorpromazine thorazine loxapine thiothixene thioridazine
    acamprosate campral disulfiram antabuse varenicline chantix nicotine meprobamate ramelteon rozerem daridorexant quviviq
    cannabidiol epidiolex cbd kava valerian kratom
    alendronate fosamax oxybutynin ditropan solifenacin mirabegron dicyclomine bentyl loperamide imodium polyethylene miralax docusate colace
    senna simethicone tiotropium spiriva ipratropium salmeterol formoterol symbicort epinephrine epipen lidocaine benzocaine
    flumazenil dantrolene dexmedetomidine igalmi precedex
"""

OUTSIDE: frozenset[str] = frozenset(_NAMES.split())
"""In small letters. Being named here says nothing about a medicine but that it is known not to be in the tables."""
