"""Rules of the dosing day: before the dose, during the session, before going home, and in the days after."""
