export { BasePersona } from "./base-persona.ts";
export { builtInPersonas } from "./built-in/built-in-personas.ts";
export { ExtendedPersona, Persona } from "./built-in/general.ts";
export { Customer, SupportAgent } from "./built-in/customer-service.ts";
export {
  Caregiver,
  Doctor,
  ExtendedDoctor,
  ExtendedPatient,
  Nurse,
  Patient,
  Pharmacist,
} from "./built-in/healthcare.ts";
export { AcademicAdvisor, Student, Teacher } from "./built-in/education.ts";
export { Banker, FinancialAdvisor, InsuranceAgent } from "./built-in/finance.ts";
export { SalesAssociate, Shopper, StoreManager } from "./built-in/retail.ts";
export { HotelReceptionist, Tourist, TravelAgent } from "./built-in/travel.ts";
export { Lawyer, LegalClient, Paralegal } from "./built-in/legal.ts";
export { EndUser, HelpdeskTechnician, ITSupportSpecialist } from "./built-in/technical-support.ts";
export { Citizen, CivilServant, SocialWorker } from "./built-in/public-service.ts";
export { Chef, RestaurantCustomer, Waiter } from "./built-in/food-service.ts";
export { definePersona } from "./define-persona.ts";
export { newPersonaFiles } from "./new-persona/new-persona-files.ts";
export { personaFromJSON } from "./persona-from-json.ts";
export { registerPersona } from "./register-persona.ts";
export type { PersonaClass } from "@sdialog/core";
