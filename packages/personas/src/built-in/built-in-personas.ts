import type { AttributeModelClass } from "@sdialog/core";
import { registerPersona } from "../register-persona.ts";
import { ExtendedPersona, Persona } from "./general.ts";
import { Customer, SupportAgent } from "./customer-service.ts";
import {
  Caregiver,
  Doctor,
  ExtendedDoctor,
  ExtendedPatient,
  Nurse,
  Patient,
  Pharmacist,
} from "./healthcare.ts";
import { AcademicAdvisor, Student, Teacher } from "./education.ts";
import { Banker, FinancialAdvisor, InsuranceAgent } from "./finance.ts";
import { SalesAssociate, Shopper, StoreManager } from "./retail.ts";
import { HotelReceptionist, Tourist, TravelAgent } from "./travel.ts";
import { Lawyer, LegalClient, Paralegal } from "./legal.ts";
import { EndUser, HelpdeskTechnician, ITSupportSpecialist } from "./technical-support.ts";
import { Citizen, CivilServant, SocialWorker } from "./public-service.ts";
import { Chef, RestaurantCustomer, Waiter } from "./food-service.ts";

/** The 35 persona classes that come with the package, by the name their JSON carries. */
export const builtInPersonas = {
  Persona,
  ExtendedPersona,
  Customer,
  SupportAgent,
  Patient,
  ExtendedPatient,
  Doctor,
  ExtendedDoctor,
  Nurse,
  Pharmacist,
  Caregiver,
  Teacher,
  Student,
  AcademicAdvisor,
  FinancialAdvisor,
  Banker,
  InsuranceAgent,
  StoreManager,
  SalesAssociate,
  Shopper,
  HotelReceptionist,
  TravelAgent,
  Tourist,
  Lawyer,
  Paralegal,
  LegalClient,
  ITSupportSpecialist,
  HelpdeskTechnician,
  EndUser,
  CivilServant,
  SocialWorker,
  Citizen,
  Chef,
  Waiter,
  RestaurantCustomer,
} as const satisfies Readonly<Record<string, AttributeModelClass>>;

for (const persona of Object.values(builtInPersonas)) registerPersona(persona, { from: "@sdialog/personas" });
