// SPDX-License-Identifier: Apache-2.0
/** What has to be seen of each incident, in Spanish: by the English sentence of its file. */

/** The table. */
export const ES_SIGHTS: Readonly<Record<string, string>> = {
  "A minute after the start the bolus is refused, though almost nothing was delivered yet.":
    "Un minuto después del inicio se deniega el bolo, aunque casi nada se había administrado.",
  "It is refused later too, when the window is full of basal.":
    "También se deniega más tarde, cuando la ventana está llena de flujo basal.",
  "No bolus is ever granted.": "Nunca se concede un bolo.",
  "The first hour holds its basal and nothing else.":
    "La primera hora tiene su flujo basal y nada más.",
  "The refusal changes nothing of the basal dose.":
    "La denegación no cambia nada de la dosis basal.",
  "The weak cell is found within a minute, though most of it is unspent.":
    "La pila débil se descubre en un minuto, aunque la mayor parte está sin gastar.",
  "It is not called the end of its service.": "No se la llama fin de servicio.",
  "The reset is told.": "Se avisa del reinicio.",
  "The program that ran is what runs.": "Sigue en marcha el programa que estaba en marcha.",
  "The day around the reset has its whole dose.": "El día del reinicio tiene su dosis entera.",
  "After ten days the two are still close.": "Tras diez días los dos siguen cerca.",
  "Three weeks after the wear began they are not, and the pump says so.":
    "Tres semanas después de empezar el desgaste ya no lo están, y la bomba lo dice.",
  "The patient hears it.": "El paciente lo oye.",
  "Half of the reservoir is still there when it is said.":
    "Cuando se dice aún queda la mitad del reservorio.",
  "What was entered is what the pump believes, and nothing is there.":
    "La bomba cree lo que se anotó, y no hay nada.",
  "With a level sensor the disagreement is found within a minute.":
    "Con un sensor de nivel la discrepancia se encuentra en un minuto.",
  "The low-reservoir alarm goes by the lower of the two and is heard at once.":
    "La alarma de reservorio bajo se guía por el menor de los dos y se oye enseguida.",
  "Nothing has truly moved since, whatever the account says.":
    "Desde entonces no se ha movido nada, diga lo que diga la cuenta.",
  "The needle of the next refill names it for what it may be.":
    "La aguja del próximo llenado lo nombra como lo que puede ser.",
  "Before the refill everything was within limits.":
    "Antes del llenado todo estaba dentro de los límites.",
  "The prime ends after the volume it was approved for, and by itself.":
    "El cebado termina por sí mismo tras el volumen aprobado.",
  "It gave tubing and catheter as they were called, to the pulse.":
    "Dio tubo y catéter según se habían descrito, al pulso.",
  "The line holds 0.059 mL less, so 0.59 mg leave the tip in minutes instead of 0.5 mg a day.":
    "La línea contiene 0.059 mL menos: salen 0.59 mg por la punta en minutos en vez de 0.5 mg " +
    "al día.",
  "A pump whose tubing nobody verified has no plan.":
    "Una bomba cuyo tubo nadie ha verificado no tiene plan.",
  "The indicator comes with the last twentieth of the cell.":
    "El indicador llega con la última vigésima parte de la pila.",
  "From then on there is a date, at most 90 days away.":
    "Desde entonces hay una fecha, a 90 días como máximo.",
  "A lost clock on the wall moves it by nothing; seven days later it is seven days nearer.":
    "Un reloj de pared perdido no la mueve; siete días después está siete días más cerca.",
  "After sixty days a month is left, not ninety days.":
    "Tras sesenta días queda un mes, no noventa días.",
  "The cell lasts until the date.": "La pila dura hasta la fecha.",
  "When the date has come it says so, and is not blank.":
    "Cuando llega la fecha lo dice, y no está en blanco.",
  "The pump says that it delivers as programmed.": "La bomba dice que da lo programado.",
  "The pump says that it delivered as programmed.": "La bomba dice que dio lo programado.",
  "Truly a fifth more leaves it.": "En verdad sale un quinto más.",
  "Nothing is heard, for turns and account agree.":
    "No se oye nada, porque los giros y la cuenta coinciden.",
  "No alarm is found in the whole month.": "No hay ninguna alarma en todo el mes.",
  "At the refill the needle finds 3 mL less than expected, and that is called over-infusion.":
    "En el llenado la aguja encuentra 3 mL menos de lo esperado, y se llama sobreinfusión.",
  "It is beyond the threshold of the volume besides.": "Además supera el umbral del volumen.",
  "The low reservoir sounds before the scan and through it.":
    "El reservorio bajo suena antes de la resonancia y durante ella.",
  "The held rotor is expected and raises no alarm of its own.":
    "El rotor sujeto se espera y no da alarma propia.",
  "While the magnet holds it, nothing moves.": "Mientras el imán lo sujeta no se mueve nada.",
  "As soon as the magnet is gone the dose flows again, and no more than the dose.":
    "En cuanto se va el imán vuelve a fluir la dosis, y no más que la dosis.",
  "What did not come is put right in the account.": "Lo que no llegó se corrige en la cuenta.",
  "The planned end passes and nobody has looked, so the pump says that it is open.":
    "Pasa el final previsto y nadie ha mirado, así que la bomba dice que está abierta.",
  "That is more urgent than the reservoir, and is what is heard.":
    "Eso es más urgente que el reservorio, y es lo que se oye.",
  "Somebody sees the rotor turn, and the scan is over.":
    "Alguien ve girar el rotor, y la resonancia termina.",
  "The low reservoir is heard again; it was never lost.":
    "Se vuelve a oír el reservorio bajo; nunca se había perdido.",
  "Throughout it the pump says that it runs.":
    "Durante todo ello la bomba dice que está en marcha.",
  "The update against a version that does not run is refused.":
    "Se deniega la actualización contra una versión que no está en marcha.",
  "The old prescription runs on.": "La prescripción antigua sigue.",
  "Not a pulse is missing in the day around the failed update.":
    "No falta ni un pulso en el día de la actualización fallida.",
  "The complete update takes over at once and whole.":
    "La actualización completa entra de una vez y entera.",
  "No gap at the change either; the half day after it already has the new dose.":
    "Tampoco hay hueco en el cambio; el medio día siguiente ya tiene la dosis nueva.",
  "A pump that was really stopped says it is.": "Una bomba parada de verdad dice que lo está.",
  "After the longest stop it does not stay silent.":
    "Tras la parada más larga no se queda callada.",
  "The free flow is found within ten seconds.": "El flujo libre se encuentra en diez segundos.",
  "It is what the patient hears.": "Es lo que oye el paciente.",
  "The pump commands nothing any more.": "La bomba ya no ordena nada.",
  "What flows past the valves flows all the same, a millilitre in the hour.":
    "Lo que pasa por las válvulas pasa igual, un mililitro en la hora.",
  "After the magnet nothing flows until a clinician has seen the alarm.":
    "Tras el imán no fluye nada hasta que un clínico ha visto la alarma.",
  "The needle finds what is missing.": "La aguja encuentra lo que falta.",
  "The refill is on record with what the pump had computed before it.":
    "El llenado consta con lo que la bomba había calculado antes.",
  "Without a level sensor no alarm tells of it.": "Sin sensor de nivel ninguna alarma lo cuenta.",
  "Truly nothing came, because nothing was there.":
    "En verdad no llegó nada, porque no había nada.",
  "The next needle finds nothing, and that is named as a wrong fill.":
    "La próxima aguja no encuentra nada, y se nombra como llenado equivocado.",
  "No law of the storm is broken.": "No se rompe ninguna ley de la tormenta.",
};
